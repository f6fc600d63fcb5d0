import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EVENTS, RECORD_VERSION } from "../../scenario/record/format.ts";
import { type RunFile, runFileSchema } from "../../scenario/record/run-file.ts";
import { isAlive } from "../../support/process-identity.ts";
import { reasonOf } from "../../support/reason.ts";
import { UsageError } from "../../support/usage-error.ts";
import { withSlashes } from "../../support/with-slashes.ts";
import { runIds } from "./old-runs.ts";
import { type KeptScenario, readKeptScenario } from "./read-scenario.ts";
import { selectKept } from "./select-kept.ts";

/** A run as it lies on disk. */
export interface KeptRun {
  readonly folder: string;
  readonly file: RunFile;
  /** `killed`: its process is gone, and nobody has written how it ended. */
  readonly state: RunFile["state"] | "killed";
  /** In the order of their keys. */
  readonly scenarios: readonly KeptScenario[];
}

const LISTED = 10;

/**
 * The id of the run that is meant: the newest, or the only one whose id begins with `wanted`.
 *
 * @throws UsageError with the runs that there are.
 */
export function findRun(root: string, wanted: string | undefined): string {
  const ids = runIds(root);
  const [newest] = ids;
  if (newest === undefined) {
    throw new UsageError(`No run is kept in ${root} yet. Type: npm run scenario`);
  }
  if (wanted === undefined) return newest;
  const found = ids.includes(wanted) ? [wanted] : ids.filter((id) => id.startsWith(wanted));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const problem =
    found.length === 0 ? `There is no run "${wanted}".` : `"${wanted}" is the beginning of ${found.length} runs.`;
  const candidates = found.length === 0 ? ids : found;
  const more = candidates.length > LISTED ? `\n  and ${candidates.length - LISTED} older ones` : "";
  throw new UsageError(
    `${problem} Kept are, the newest first:\n${candidates
      .slice(0, LISTED)
      .map((id) => `  ${id}`)
      .join("\n")}${more}`,
  );
}

/**
 * Reads a kept run, or only the scenarios that are wanted (selectKept). Broken or cut lines are told in the scenarios'
 * notices.
 *
 * @throws UsageError when a wanted scenario is not there, and when `run.json` cannot be read, or is of a version that this harness does not know.
 */
export function readKeptRun(root: string, id: string, wanted: readonly string[] = []): KeptRun {
  const folder = join(root, id);
  const file = readRunFile(folder);
  return {
    folder,
    file,
    state: file.state === "running" && !isAlive(file.owner) ? "killed" : file.state,
    scenarios: keptScenarios(folder, (keys) => selectKept(keys, wanted, id)),
  };
}

/** What a folder keeps of scenarios, also one without a `run.json`. */
export function keptScenarios(
  folder: string,
  select: (keys: readonly string[]) => readonly string[] = (keys) => keys,
): KeptScenario[] {
  const root = join(folder, "scenarios");
  return select(scenarioKeys(root)).map((key) => readKeptScenario(join(root, ...key.split("/")), key));
}

/** `run.json` of a kept run. @throws UsageError when it is none. */
export function readRunFile(folder: string): RunFile {
  const path = join(folder, "run.json");
  const value = jsonIn(path);
  const version = typeof value === "object" && value !== null && "version" in value ? value.version : undefined;
  if (typeof version === "number" && version !== RECORD_VERSION) {
    throw new UsageError(
      `${path} is of format ${version}, and this harness reads format ${RECORD_VERSION}. ` +
        "Run the scenarios again, or look at it with the version that kept it.",
    );
  }
  const file = runFileSchema.safeParse(value);
  if (file.success) return file.data;
  const [issue] = file.error.issues;
  throw new UsageError(
    `${path} is not a kept run (${issue?.path.join(".")}: ${issue?.message}). Run the scenarios again.`,
  );
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${reasonOf(error)}). Run the scenarios again.`);
  }
}

function scenarioKeys(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch {
    // Nothing was kept: run.json says so of each scenario.
    return [];
  }
  return names
    .filter((name) => name.endsWith(EVENTS))
    .map((name) => withSlashes(name).slice(0, -EVENTS.length))
    .sort();
}
