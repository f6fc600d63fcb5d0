import type { System } from "../../system/revisions.ts";
import type { ServerConfiguration } from "../configuration.ts";
import type { Database } from "../database/database.ts";
import type { ServerAwsClients, ServerClock, ServerDependencies, ServerIds } from "../ports.ts";

/** Dependencies of every media use case. */
export interface MediaDependencies {
  readonly configuration: ServerConfiguration;
  readonly system: System;
  readonly clock: ServerClock;
  readonly ids: ServerIds;
  readonly database: Database;
  readonly aws: ServerAwsClients;
  readonly push: ServerDependencies["push"];
}
