import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../../support/usage-error.ts";
import { runIds } from "./old-runs.ts";
import { findRun } from "./read-run.ts";

/** Where a run lies. */
export interface RunPlace {
  /** The folder that it stands in. */
  readonly root: string;
  readonly id: string;
}

/** Whether a word of the command line names a run: an id or its beginning, `newest`, `previous`, or a run's folder. */
export function namesRun(text: string): boolean {
  return /^\d{4,8}(?:-[\d-]*[a-z]?)?$/.test(text) || /^(?:newest|previous)$/.test(text) || isRunFolder(text);
}

/**
 * The run that is meant: by its id or its beginning, as `newest` or `previous`, or by its folder (of another machine).
 *
 * @throws UsageError with the runs that there are.
 */
export function locateRun(root: string, wanted: string | undefined): RunPlace {
  if (wanted !== undefined && isRunFolder(wanted)) {
    const folder = resolve(wanted);
    return { root: dirname(folder), id: basename(folder) };
  }
  if (wanted === "previous") {
    const [newest, previous] = runIds(root);
    if (newest !== undefined && previous !== undefined) return { root, id: previous };
    throw new UsageError(`There is no run before the newest in ${root}. Type: npm run scenario`);
  }
  return { root, id: findRun(root, wanted === "newest" ? undefined : wanted) };
}

function isRunFolder(text: string): boolean {
  return existsSync(join(text, "run.json"));
}
