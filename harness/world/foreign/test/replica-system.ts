import { fileURLToPath } from "node:url";
import { REVISIONS, type RevisionName } from "../../../../system/revisions.ts";
import { configurationOf } from "../configuration/read-configuration.ts";
import { resolveSystem } from "../configuration/resolve-system.ts";
import type { ForeignServer, ForeignSystem } from "../foreign-system.ts";
import exported from "./replica/harness.config.ts";

const configuration = configurationOf(fileURLToPath(new URL("replica/harness.config.ts", import.meta.url)), exported);
const revisions = Object.keys(REVISIONS) as RevisionName[];
const systems = new Map(
  await Promise.all(
    revisions.map(async (revision) => [revision, await resolveSystem(configuration, `replica-${revision}`)] as const),
  ),
);

/** Our own replica as `replica/harness.config.ts` names it. `changes` replace parts of it. */
export function replicaSystem(revision: RevisionName, changes: Partial<ForeignSystem> = {}): ForeignSystem {
  const system = systems.get(revision);
  if (!system) throw new Error(`replica/harness.config.ts names no replica-${revision}`);
  return { ...system, ...changes };
}

/** The replica's server as a program that a configuration names. */
export function replicaServer(revision: RevisionName): ForeignServer {
  const { server } = replicaSystem(revision);
  if (!server) throw new Error(`replica/harness.config.ts names no server of replica-${revision}`);
  return server;
}
