import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { FINALIZATION_MACHINE, PROCESSING_MACHINE } from "../../../system/infrastructure.ts";
import { UsageError } from "../../support/usage-error.ts";
import { fillFile, fillTemplate } from "../../world/foreign/fill-template.ts";
import { serverEnvironment } from "../../world/foreign/foreign-server.ts";
import type { ForeignServer, ForeignSystem } from "../../world/foreign/foreign-system.ts";
import { placeholderValues, type WorldPlaces } from "../../world/foreign/placeholder-values.ts";
import type { PlaceholderValues } from "../../world/foreign/placeholders.ts";
import { isReady } from "../../world/foreign/server-process.ts";
import { unservedPlaceholder } from "../../world/foreign/used-placeholders.ts";
import { makeFiles } from "../../world/foreign/working-directory.ts";
import { type DevDatabase, goUriOf, urlOf } from "./dev-database.ts";
import type { FollowedClocks } from "./followed-clocks.ts";
import type { ServerProgram } from "./server-program.ts";

const HOST = "127.0.0.1";

/** What the user's own server is to find around it. */
export interface OwnServerSurroundings {
  readonly foreign: ForeignSystem;
  readonly server: ForeignServer;
  readonly port: number;
  readonly serverUrl: string;
  readonly cloudUrl: string;
  readonly accountId: string;
  readonly region: string;
  readonly database: DevDatabase;
  readonly redis: WorldPlaces["redis"];
  readonly callbackSecret: string;
  /** For its working directory. */
  readonly folder: string;
  /** Where the run's clock can be put forward. */
  readonly clocks: FollowedClocks | undefined;
}

/**
 * The server of a system of the user's own, its files made and its placeholders filled in for the ports of this run.
 *
 * @throws UsageError for a configuration that cannot be filled in.
 */
export function ownServer(surroundings: OwnServerSurroundings): ServerProgram {
  const { foreign, server, port, folder, clocks } = surroundings;
  const unserved = unservedPlaceholder(foreign);
  if (unserved) throw new UsageError(`The server of the system "${foreign.name}" ${unserved} (${foreign.configPath}).`);
  const directory = join(folder, "server");
  mkdirSync(directory, { recursive: true });
  const values = valuesAt(surroundings, directory);
  makeFiles(directory, server.files, (path, template) => fillFile(path, template, values));
  const fill = (text: string, where: string): string => fillTemplate(text, values, where);
  const { ready } = server;
  const pattern = ready.kind === "line" ? new RegExp(ready.pattern) : undefined;
  return {
    command: server.command.map((word) => fill(word, `${foreign.configPath}, the server's command,`)),
    directory,
    environment: serverEnvironment(server, values, fill),
    isReady: (line) => pattern?.test(line) ?? false,
    ...(clocks && { time: { clocks, port } }),
    ...(pattern === undefined && { isUp: () => isReady(ready, port) }),
  };
}

/** Those of a world, but that whoever tries things by hand comes in everywhere with what is printed. */
function valuesAt(surroundings: OwnServerSurroundings, directory: string): PlaceholderValues {
  const { foreign, accountId, region, cloudUrl, serverUrl, database, redis, port, callbackSecret } = surroundings;
  const places: WorldPlaces = {
    accountId,
    region,
    cloudUrl: new URL(cloudUrl),
    serverUrl: new URL(serverUrl),
    database,
    redis,
    server: { host: HOST, port },
    directory,
    configDirectory: dirname(foreign.configPath),
  };
  // What was configured on the night of the incident (docs/contract/incident-28.md).
  const finalizationMachine = foreign.revision === "incident" ? PROCESSING_MACHINE : FINALIZATION_MACHINE;
  return {
    ...placeholderValues(places, { workers: true, finalizationMachine }),
    "cloud.accessKeyId": "test",
    "cloud.secretAccessKey": "test",
    "callback.secret": callbackSecret,
    "database.go": goUriOf(database),
    "database.url": urlOf(database),
    "database.user": database.user,
    "database.password": database.password,
  };
}
