import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import {
  BUCKET,
  FINALIZATION_MACHINE,
  PROCESSING_MACHINE,
  QUEUE,
  stateMachineArn,
} from "../../../system/infrastructure.ts";
import type { System } from "../../../system/revisions.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import type { ChildProgram } from "./child-program.ts";
import type { FollowedClocks } from "./followed-clocks.ts";

/**
 * A server as `npm run dev` runs it: here a system of the user's own comes in, as another program with the same
 * surroundings.
 */
export interface ServerProgram extends ChildProgram {
  /** The line by which it says that it takes requests. */
  readonly isReady: (line: string) => boolean;
  /** Of a server that says nothing: whether it takes requests now. */
  readonly isUp?: () => Promise<boolean>;
  /** What gives it the run's time, where it does not take that by itself, and the port at which it serves. */
  readonly time?: { readonly clocks: FollowedClocks; readonly port: number };
}

/** What the server is to find around it. */
export interface ServerSurroundings {
  readonly system: System;
  readonly port: number;
  readonly cloudUrl: string;
  readonly accountId: string;
  readonly region: string;
  /** As go-sql-driver takes it. */
  readonly databaseUri: string;
  readonly callbackSecret: string;
  /** For files of its own. */
  readonly folder: string;
  /** Variables that every program of the run gets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logLevel: "debug" | "info";
}

/** `npm run server`, the replica's. */
export function replicaServer(surroundings: ServerSurroundings): ServerProgram {
  const { system, cloudUrl, region, folder, logLevel } = surroundings;
  const settings = join(folder, "env.yaml");
  writeFileSync(settings, stringify(settingsOf(surroundings)));
  const added = [...system.defects].flatMap((defect) => ["--defect", defect]);
  const parameters = ["--config", settings, "--revision", system.revision, "--lenient", "--log-level", logLevel];
  return {
    command: [process.execPath, join(PROJECT_ROOT, "server/main.ts"), ...parameters, ...added],
    directory: PROJECT_ROOT,
    environment: {
      ...surroundings.environment,
      AWS_ENDPOINT_URL: cloudUrl,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: region,
    },
    isReady: (line) => line.includes('"msg":"server.listening"'),
  };
}

/** Keys of server/configs/env.yaml; no Redis, so that nothing has to be installed. */
function settingsOf({ system, port, cloudUrl, databaseUri, callbackSecret, ...place }: ServerSurroundings): object {
  // What was configured on the night of the incident (docs/contract/incident-28.md).
  const machine = system.revision === "incident" ? PROCESSING_MACHINE : FINALIZATION_MACHINE;
  return {
    http: { port: `127.0.0.1:${port}`, read_timeout: "10s", write_timeout: "10s", idle_timeout: "60s" },
    db: { uri: databaseUri },
    jwt: { secret: "only-for-this-machine" },
    s3: { region: place.region, listing_bucket_name: BUCKET },
    media_processing: {
      queue: { url: `${cloudUrl}/${place.accountId}/${QUEUE}` },
      workflow: { finalization_state_machine_arn: stateMachineArn(place, machine) },
      callback: { shared_secret: callbackSecret },
      features: { allow_owner_project_uploads: true },
    },
    telemetry: { enabled: true, traces: { enabled: true }, otlp: { enabled: true } },
    profiles: { homo: { workers: { enabled: true } } },
  };
}
