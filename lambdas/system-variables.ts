import { type DefectId, isDefectId } from "../system/defects.ts";
import { isRevision, REVISIONS, type RevisionName, System } from "../system/revisions.ts";

/** A variable of the environment makes no sense. One sentence for the person who set it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * The system that a Lambda's environment names: REVISION (incident, current or fixed; current when unset) and DEFECTS,
 * what differs from that revision's own: `D6,-D8` switches D6 on and D8 off. Throws a UsageError for anything else.
 */
export function systemOfVariables(environment: Readonly<Record<string, string | undefined>>): System {
  const { added, removed } = readDefects(environment.DEFECTS ?? "");
  return new System(readRevision(environment.REVISION ?? "current")).with({ added, removed });
}

/** The variables that make a Lambda part of `system`: the other direction of `systemOfVariables`. */
export function systemVariables(system: System): { readonly REVISION: RevisionName; readonly DEFECTS?: string } {
  const own = new System(system.revision);
  const added = [...system.defects].filter((id) => !own.has(id));
  const removed = [...own.defects].filter((id) => !system.has(id)).map((id) => `-${id}`);
  const changes = [...added, ...removed].sort().join(",");
  return changes === "" ? { REVISION: system.revision } : { REVISION: system.revision, DEFECTS: changes };
}

function readRevision(name: string): RevisionName {
  if (isRevision(name)) return name;
  throw new UsageError(`REVISION is ${name}; say one of ${Object.keys(REVISIONS).join(", ")}`);
}

function readDefects(list: string): { added: DefectId[]; removed: DefectId[] } {
  const added: DefectId[] = [];
  const removed: DefectId[] = [];
  for (const change of list === "" ? [] : list.split(",")) {
    const id = change.replace(/^-/, "");
    if (!isDefectId(id)) {
      throw new UsageError(`DEFECTS holds "${change}"; write ids like D6,-D8 (on, off), with commas and no spaces`);
    }
    if (added.includes(id) || removed.includes(id)) throw new UsageError(`DEFECTS says ${id} twice`);
    (change.startsWith("-") ? removed : added).push(id);
  }
  return { added, removed };
}
