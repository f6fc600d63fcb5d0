import type { LambdaDependencies } from "../../lambdas/ports.ts";
import type { ServerConfigurationInput } from "../../server/configuration.ts";
import type { System } from "../../system/revisions.ts";
import type { Bootstraps } from "../cloud/backends/localstack/function-code.ts";
import type { LocalStackDescription } from "../cloud/backends/localstack/localstack.ts";
import type { EngineDescription } from "../database/engine/engine.ts";
import type { KeptDatabases } from "../database/kept-databases.ts";
import type { ListingRow } from "../database/listing-rows.ts";
import type { MockTable } from "../emulator/stepfunctions/mocks/mock-table.ts";
import type { ForeignSystem } from "./foreign/foreign-system.ts";

/** Where a world's cloud is; plain data, so that it can be handed to worker threads. */
export type BackendDescription =
  | { readonly name: "embedded" }
  | { readonly name: "localstack"; readonly localstack: LocalStackDescription };

export interface WorldOptions {
  readonly name: string;
  readonly seed: number;
  /** Virtual time at which the world begins, ISO 8601; with a real clock it begins now. */
  readonly startAt: string;
  readonly system: System;
  readonly engine: EngineDescription;
  /** Default: embedded. */
  readonly backend?: BackendDescription;
  readonly accountId?: string;
  readonly region?: string;
  /** Machine that the server's configuration names as the finalization machine; the incident named another. */
  readonly finalizationMachine?: string;
  /** Off: no span is valid, so no traceparent leaves the server (D17). Default on. */
  readonly tracing?: boolean;
  /** Settings of the server in place of the defaults (docs/contract/config.md 1). */
  readonly settings?: Pick<
    ServerConfigurationInput,
    "auth" | "callback" | "features" | "limits" | "retention" | "storage"
  >;
  /** Next id of `media_processing_jobs`; default 20, as in the incident. */
  readonly nextJobId?: number;
  /** Default: listing 28 in status 6. */
  readonly listings?: readonly ListingRow[];
  /** Reconciler and cleaner run. Default off, so that other stories have no periodic events. */
  readonly workers?: boolean;
  /** States that answer what the story says instead of calling; on the embedded backend only. */
  readonly mock?: MockTable;
  /** Only the cloud, with an empty bucket: no server, no functions; for stories about the services themselves. */
  readonly withoutSystem?: boolean;
  /** Shared by worlds in which the same pictures are made again and again; on the embedded backend only. */
  readonly memoise?: LambdaDependencies["memoise"];
  /** Databases that worlds hand on to one another; on the embedded backend only. Default: a new one each. */
  readonly keptDatabases?: KeptDatabases;
  /** Executables that replace the replica's Lambdas. */
  readonly bootstraps?: Bootstraps;
  /** The user's own system in place of the replica; what it leaves out is the replica's. */
  readonly foreign?: ForeignSystem;
}

export const DEFAULT_ACCOUNT_ID = "123456789012";
export const DEFAULT_REGION = "us-east-1";
