import type { ServerConfigurationInput } from "../../server/configuration.ts";
import { schemaSql } from "../../server/database/schema.ts";
import { seedSql } from "../../server/database/seeds.ts";
import { FINALIZATION_MACHINE, stateMachineArn } from "../../system/infrastructure.ts";
import { listingSql } from "../database/listing-rows.ts";
import type { WorldOptions } from "./world-options.ts";

/** What a world signs callbacks with; the recordings' own. */
export const CALLBACK_SECRET = "golden-test-secret";
/** What its tokens are signed with; the recordings' own. */
export const TOKEN_SECRET = "golden-jwt-secret";

/** Where the server finds what was deployed for it. */
export interface Deployed {
  readonly accountId: string;
  readonly region: string;
  readonly bucketName: string;
  readonly queueUrl: string;
}

export function serverConfiguration(options: WorldOptions, deployed: Deployed): ServerConfigurationInput {
  const { region, bucketName, queueUrl } = deployed;
  const { settings = {} } = options;
  return {
    ...settings,
    s3: { region, bucketName },
    workflow: {
      finalizationStateMachineArn: stateMachineArn(deployed, options.finalizationMachine ?? FINALIZATION_MACHINE),
    },
    queue: { url: queueUrl },
    callback: { sharedSecret: CALLBACK_SECRET, ...settings.callback },
    jwt: { secret: TOKEN_SECRET },
    telemetry: { tracesEnabled: options.tracing ?? true },
    // As in staging (docs/contract/config.md 1); only the fixed system has the routes (D23).
    features: { allowOwnerProjectUploads: true, ...settings.features },
    workers: { enabled: options.workers ?? false },
  };
}

/** Tables, seeds and the listings of the story. */
export function databaseSql({ system, listings, nextJobId }: WorldOptions): readonly string[] {
  return [
    ...schemaSql(system),
    ...seedSql(system),
    ...listingSql(system, listings ?? [{ id: 28, status: 6 }]),
    `ALTER TABLE media_processing_jobs AUTO_INCREMENT=${nextJobId ?? 20}`,
  ];
}
