import { REVISIONS } from "../../../system/revisions.ts";
import type { Sides } from "../../comparison/parity/sides.ts";
import type { RunOptions } from "../../scenario/run-options.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { Configuration } from "../../world/foreign/configuration/read-configuration.ts";
import { findSystem } from "../framework/find-system.ts";
import { readDefects } from "../framework/read-system.ts";

/** What a run of one of two systems is asked for. */
export type SystemOptions = Pick<RunOptions, "defects" | "revision" | "foreign">;

/** `fixed,current+D8`: two systems to compare; whether there are such systems is seen later. Throws UsageError. */
export function readSystems(text: string): Sides {
  const [one, other, ...more] = text.split(",").map((name) => name.trim());
  if (one === undefined || other === undefined || more.length > 0 || one === "" || other === "") {
    throw new UsageError(`--systems: "${text}" does not name two systems: ${Object.keys(REVISIONS).join(",")} …`);
  }
  return [one, other];
}

/**
 * What a run of the system is asked for: a revision, and behind `+` each defect that is switched on as well, or a system of
 * the user's own.
 *
 * @throws UsageError for a name that is neither, a wrong configuration, or a defect of a server that is not the replica's.
 */
export async function systemOptions(name: string, configuration: Configuration | undefined): Promise<SystemOptions> {
  const [system = "", ...added] = name.split("+");
  const defects = added.flatMap((defect) => readDefects(defect, `--systems ${name}`));
  const found = await findSystem("systems", system.trim(), configuration);
  if ("foreign" in found && found.foreign.server && defects.length > 0) {
    throw new UsageError(`--systems ${name}: defects are the replica's, and the server of ${system} is your own.`);
  }
  return { ...found, defects };
}
