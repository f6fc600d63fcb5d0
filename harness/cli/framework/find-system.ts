import { isRevision, REVISIONS, type RevisionName } from "../../../system/revisions.ts";
import { nearest } from "../../support/nearest.ts";
import { UsageError } from "../../support/usage-error.ts";
import { findConfigFile } from "../../world/foreign/configuration/find-config-file.ts";
import type { Configuration } from "../../world/foreign/configuration/read-configuration.ts";
import type { ForeignSystem } from "../../world/foreign/foreign-system.ts";

/** What a name on the command line stands for: a revision of the replica, or a system of the user's own. */
export type NamedSystem = { readonly revision: RevisionName } | { readonly foreign: ForeignSystem };

/**
 * The user's `harness.config.ts`: the file that `--config` names, else the one in this folder, else none.
 *
 * @throws UsageError with file and key when it is wrong.
 */
export async function findConfiguration(named: string | undefined, folder: string): Promise<Configuration | undefined> {
  const path = findConfigFile(named, folder);
  if (path === undefined) return undefined;
  // Only who has a configuration waits for what reads it.
  const { readConfiguration } = await import("../../world/foreign/configuration/read-configuration.ts");
  return readConfiguration(path);
}

/**
 * The system of this name, with everything that a configuration says of it looked at.
 *
 * @throws UsageError when there is none (with the near name), or something of it is wrong.
 */
export async function findSystem(
  option: string,
  name: string,
  configuration: Configuration | undefined,
): Promise<NamedSystem> {
  if (isRevision(name)) return { revision: name };
  if (configuration?.systems.has(name)) {
    const { resolveSystem } = await import("../../world/foreign/configuration/resolve-system.ts");
    return { foreign: await resolveSystem(configuration, name) };
  }
  throw noSystem(option, name, configuration);
}

function noSystem(option: string, name: string, configuration: Configuration | undefined): UsageError {
  const revisions = Object.keys(REVISIONS);
  const own = [...(configuration?.systems.keys() ?? [])];
  const meant = nearest(name, [...revisions, ...own]);
  const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
  const there = `There are ${revisions.join(", ")}`;
  const others =
    configuration === undefined
      ? "; a system of your own stands in harness.config.ts, which is not in this folder " +
        "(docs/harness-config.md, or --config PATH)."
      : own.length === 0
        ? `; ${configuration.path} names no systems.`
        : ` and, in ${configuration.path}, ${own.join(", ")}.`;
  return new UsageError(`--${option}: there is no system ${JSON.stringify(name)}.${hint} ${there}${others}`);
}
