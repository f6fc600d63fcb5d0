import { relative } from "node:path";
import type { Vitest } from "vitest/node";
import { machineTime } from "../../../clock/machine-time.ts";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { withSlashes } from "../../../support/with-slashes.ts";
import type { WatchedRuns } from "../watched-runs.ts";
import { ProjectState, sourcesBelow } from "./project-state.ts";
import { storyDigest, storyPath } from "./reach-of-run.ts";
import type { RunReach } from "./run-reach.ts";
import { type ChangedFile, mayTouch, touchedStories } from "./touched-stories.ts";

/** An editor writes a file in several steps, git many files; real milliseconds. */
const SETTLED_MS = 30;

/** Runs again what saved files touch, by what stories reached when they last ran. `onError` ends the command. */
export function watchChanges(
  vitest: Vitest,
  runs: WatchedRuns,
  reach: RunReach,
  onError: (error: unknown) => void,
): { close(): void } {
  const pending = new Map<string, ChangedFile>();
  let settled: NodeJS.Timeout | undefined;
  const run = (): void => {
    runs
      .changed((watched) => {
        const changed = [...pending.values()];
        pending.clear();
        return chosen(watched, reach, changed);
      })
      .catch(onError);
  };
  const onEvent = (event: string, absolute: string): void => {
    if (!["add", "change", "unlink"].includes(event)) return;
    const path = withSlashes(relative(PROJECT_ROOT, absolute));
    if (path.startsWith("..") || !mayTouch(path)) return;
    pending.set(path, { path, isNew: event === "add" });
    machineTime.clearTimeout(settled);
    settled = machineTime.setTimeout(run, SETTLED_MS);
  };
  vitest.vite.watcher.on("all", onEvent);
  return {
    close() {
      machineTime.clearTimeout(settled);
      vitest.vite.watcher.off("all", onEvent);
    },
  };
}

function chosen(
  watched: readonly string[],
  { record, units }: RunReach,
  changed: readonly ChangedFile[],
): { line: string; files: ReadonlySet<string> } {
  const states = [new ProjectState(sourcesBelow(PROJECT_ROOT), units)];
  const byPath = new Map(watched.map((file) => [storyPath(file), file]));
  const stories = [...byPath].map(([path, file]) => ({ path, digest: storyDigest(file) }));
  const { reaching, unknown, allFor } = touchedStories(stories, record, { states, changed });
  const files = new Set([...reaching, ...unknown].flatMap((path) => byPath.get(path) ?? []));
  const [first = "", ...others] = changed.map(({ path }) => path);
  const what = others.length === 0 ? first : `${first} and ${others.length} more`;
  const all = allFor === undefined ? "" : ", because nobody knows what it does to them";
  const touches = files.size === 0 ? "no story" : `${files.size} of ${watched.length} story files${all}`;
  return { line: `Changed: ${what}: touches ${touches}`, files };
}
