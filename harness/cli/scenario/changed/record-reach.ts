import type { Profiler } from "node:inspector";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { withSlashes } from "../../../support/with-slashes.ts";
import { coverage } from "./start-coverage.ts";

/** By the path below the project: where each function begins and ends that ran, one after the other. */
export type ReachedPlaces = Readonly<Record<string, readonly number[]>>;

declare module "vitest" {
  interface TaskMeta {
    /** Of a file, in a run that records it. */
    reachedPlaces?: ReachedPlaces;
  }
}

// Vitest runs this before each test file, in the thread that is the file's own.
// biome-ignore lint/correctness/noEmptyPattern: Vitest refuses any other first parameter.
afterAll(({}, suite) => {
  coverage.post("Profiler.takePreciseCoverage", (error, taken) => {
    if (error) throw error;
    suite.meta.reachedPlaces = Object.fromEntries(taken.result.flatMap(placesOf));
  });
});

/** Of code of the project; a story's own is known by its text. */
function placesOf({ url, functions }: Profiler.ScriptCoverage): [path: string, places: readonly number[]][] {
  if (!url.startsWith("file:") || url.includes("?")) return [];
  const path = fileURLToPath(url);
  if (!path.startsWith(PROJECT_ROOT + sep) || path.includes(`${sep}node_modules${sep}`)) return [];
  const places = functions.flatMap(({ ranges: [range] }) =>
    range && range.count > 0 ? [range.startOffset, range.endOffset] : [],
  );
  return [[withSlashes(path.slice(PROJECT_ROOT.length + 1)), places]];
}
