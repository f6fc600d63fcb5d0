import { watch } from "node:fs";
import { join } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";
import { withSlashes } from "../../support/with-slashes.ts";

/** What has to be taken up again. */
export type Reloaded = "server" | "functions";

/** Folders of the project, and what is made of their files. */
const SOURCES: Readonly<Record<string, readonly Reloaded[]>> = {
  server: ["server"],
  lambdas: ["functions"],
  // Defects, infrastructure and Go's formats are read by both.
  system: ["server", "functions"],
};

/** An editor writes a file in several steps; real milliseconds. */
const SETTLED_MS = 80;

export interface Change {
  /** Relative to the project's folder. */
  readonly files: readonly string[];
  readonly reload: readonly Reloaded[];
}

/** Whether a change of this file changes what runs; tests, notes and an editor's own files do not. */
export function isSource(file: string): boolean {
  return /\.(?:ts|json|yaml)$/.test(file) && !/(?:^|\/)(?:test|fixtures)\/|\.test\.ts$|(?:^|\/)[.#]/.test(file);
}

/** Tells of changed sources, all of one moment together, until it is closed. */
export function watchSources(root: string, onChange: (change: Change) => void): { close(): void } {
  const changed = new Map<string, readonly Reloaded[]>();
  let settled: NodeJS.Timeout | undefined;
  const report = (): void => {
    const reload = [...new Set([...changed.values()].flat())].sort().reverse();
    const files = [...changed.keys()].sort();
    changed.clear();
    onChange({ files, reload });
  };
  const watchers = Object.entries(SOURCES).map(([folder, reload]) =>
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      if (name === null || !isSource(withSlashes(name))) return;
      changed.set(`${folder}/${withSlashes(name)}`, reload);
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
