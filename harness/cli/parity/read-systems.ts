import { REVISIONS, type RevisionName } from "../../../system/revisions.ts";
import type { Sides } from "../../comparison/parity/sides.ts";
import type { RunOptions } from "../../scenario/run-options.ts";
import { UsageError } from "../../support/usage-error.ts";
import { readDefects, readRevision } from "../framework/read-system.ts";

/** `fixed,current+D8`: two systems to compare. Throws UsageError. */
export function readSystems(text: string): Sides {
  const [one, other, ...more] = text.split(",").map((name) => name.trim());
  if (one === undefined || other === undefined || more.length > 0 || one === "" || other === "") {
    throw new UsageError(`--systems: "${text}" does not name two systems: ${Object.keys(REVISIONS).join(",")} …`);
  }
  for (const name of [one, other]) systemOptions(name);
  return [one, other];
}

/** What a run of the system is asked for: a revision, and behind `+` each defect that is switched on as well. */
export function systemOptions(name: string): Pick<RunOptions, "defects"> & { readonly revision: RevisionName } {
  const [revision = "", ...defects] = name.split("+");
  return {
    revision: readRevision("systems", revision.trim()),
    defects: defects.flatMap((defect) => readDefects(defect, `--systems ${name}`)),
  };
}
