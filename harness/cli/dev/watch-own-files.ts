import { watch } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";
import type { OwnFile } from "./own-files.ts";
import type { Change, Reloaded } from "./watch-sources.ts";

/** A linker writes for a while; real milliseconds. */
const SETTLED_MS = 300;

/**
 * Tells of files that were written or put in place anew, all of one moment together, until it is closed. Names are relative to
 * `root`.
 */
export function watchOwnFiles(
  root: string,
  files: readonly OwnFile[],
  onChange: (change: Change) => void,
): { close(): void } {
  const changed = new Map<string, Reloaded>();
  let settled: NodeJS.Timeout | undefined;
  const report = (): void => {
    const [names, reload] = [[...changed.keys()].sort(), [...new Set(changed.values())].sort().reverse()];
    changed.clear();
    onChange({ files: names, reload });
  };
  // The folder, because a build puts another file in the place of the old one.
  const folders = Map.groupBy(files, ({ path }) => dirname(path));
  const watchers = [...folders].map(([folder, inIt]) =>
    watch(folder, (_event, name) => {
      const written = inIt.filter(({ path }) => basename(path) === name);
      if (written.length === 0) return;
      for (const { path, reload } of written) changed.set(relative(root, path), reload);
      machineTime.clearTimeout(settled);
      settled = machineTime.setTimeout(report, SETTLED_MS);
    }),
  );
  return {
    close() {
      machineTime.clearTimeout(settled);
      for (const watcher of watchers) watcher.close();
    },
  };
}
