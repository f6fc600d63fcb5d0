import { cpSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { RunFile } from "../../scenario/record/run-file.ts";
import { isAlive } from "../../support/process-identity.ts";
import { reasonOf } from "../../support/reason.ts";
import { UsageError } from "../../support/usage-error.ts";
import { readRunFile } from "./read-run.ts";
import type { RunFolder } from "./run-folder.ts";

/** A run that is put together with others. */
export interface MergedPart {
  readonly folder: string;
  readonly file: RunFile;
}

/** What keeps runs that were put together from being a whole one; each a sentence. */
export type Gaps = readonly string[];

const DEEPEST = 3;

/**
 * The runs in these folders: each is a run's own folder, or holds some, as artifacts of a CI do that were unpacked side by side.
 *
 * @throws UsageError for a folder without a run, and for a scenario that is in two of them.
 */
export function findParts(folders: readonly string[]): readonly MergedPart[] {
  const paths = folders.flatMap((folder) => {
    const found = runFolders(folder, DEEPEST);
    if (found.length === 0) throw new UsageError(`--merge: ${folder} holds no run (a folder with a run.json).`);
    return found;
  });
  const parts = [...new Set(paths)].map((folder) => ({ folder, file: readRunFile(folder) }));
  requireDisjoint(parts);
  return parts.toSorted((a, b) => (a.file.shard?.index ?? 0) - (b.file.shard?.index ?? 0));
}

function runFolders(folder: string, depth: number): string[] {
  if (existsSync(join(folder, "run.json"))) return [folder];
  if (depth === 0) return [];
  let entries: readonly { name: string; isDirectory(): boolean }[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new UsageError(`--merge: ${folder} cannot be read (${reasonOf(error)}).`);
  }
  return entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => runFolders(join(folder, name), depth - 1))
    .toSorted();
}

/** Parts are divided by file, so each file is in one of them. */
function requireDisjoint(parts: readonly MergedPart[]): void {
  const seen = new Map<string, string>();
  for (const { folder, file } of parts) {
    for (const id of new Set(file.scenarios.map((scenario) => scenario.id))) {
      const other = seen.get(id);
      if (other !== undefined)
        throw new UsageError(`--merge: ${id} is in ${other} and in ${folder}: leave one of the two out.`);
      seen.set(id, folder);
    }
  }
}

/** Parts that are missing, and runs that did not come to their end. */
export function gapsOf(parts: readonly MergedPart[]): Gaps {
  const counts = [...new Set(parts.flatMap(({ file }) => file.shard?.count ?? []))];
  const [count] = counts;
  const there = new Set(parts.flatMap(({ file }) => file.shard?.index ?? []));
  const missing =
    count === undefined
      ? []
      : Array.from({ length: count }, (_, index) => index + 1).filter((part) => !there.has(part));
  return [
    ...(counts.length > 1 ? [`these are parts of ${counts.toSorted().join(" and of ")}`] : []),
    ...(counts.length === 1 && missing.length > 0
      ? [
          `${missing.length === 1 ? "part" : "parts"} ${missing.join(", ")} of ${count} ${missing.length === 1 ? "is" : "are"} missing`,
        ]
      : []),
    ...parts.flatMap(({ folder, file }) => gapIn(folder, file)),
  ];
}

function gapIn(folder: string, { state, owner, exitStatus }: RunFile): Gaps {
  if (state === "interrupted") return [`${folder} was interrupted`];
  if (state === "running") return [`${folder} ${isAlive(owner) ? "goes on" : "was killed"}`];
  return exitStatus === undefined || exitStatus > 1 ? [`${folder} ended with ${exitStatus ?? "an error"}`] : [];
}

/** When all of them began and ended, what was asked of each, and which they are. */
export function sharedFacts(parts: readonly MergedPart[]) {
  const files = parts.map(({ file }) => file);
  const [first] = files;
  const began = files.map(({ startedAt }) => startedAt).toSorted();
  const ended = files.flatMap(({ endedAt }) => endedAt ?? []).toSorted();
  return {
    parameters: withoutShard(first?.parameters ?? []),
    mergedFrom: files.map(({ id }) => id),
    ...(began[0] !== undefined && { startedAt: began[0] }),
    ...(ended.length > 0 && { endedAt: ended.at(-1) }),
  };
}

function withoutShard(parameters: readonly string[]): string[] {
  return parameters.filter(
    (parameter, index) => !parameter.startsWith("--shard") && parameters[index - 1] !== "--shard",
  );
}

/** Copies what is kept of the parts into a new run, and ends it. */
export function mergeInto(run: RunFolder, parts: readonly MergedPart[], exitStatus: number): void {
  for (const { folder } of parts) {
    const kept = join(folder, "scenarios");
    if (existsSync(kept)) cpSync(kept, join(run.path, "scenarios"), { recursive: true });
  }
  const files = parts.map(({ file }) => file);
  const scenarios = files.flatMap((file) => file.scenarios);
  run.end(
    {
      scenarios: scenarios.toSorted((a, b) => (a.id === b.id ? 0 : a.id < b.id ? -1 : 1)),
      notRun: files.flatMap(({ notRun = [] }) => notRun),
      errors: files.flatMap(({ errors = [] }) => errors),
      failures: [],
      notKept: undefined,
    },
    false,
    exitStatus,
  );
}
