import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { isRevision, REVISIONS } from "../../../system/revisions.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable, OptionValues } from "../framework/options.ts";
import { readBootstrap } from "../framework/read-bootstrap.ts";
import { readInteger } from "../framework/read-integer.ts";
import { defectRange, readDefects } from "../framework/read-system.ts";
import { CONFIG, HELP, SEED, WORKERS } from "../framework/shared-options.ts";
import { CONTAINER_OPTIONS, readChoice } from "./container-options.ts";
import { DEBUG_OPTIONS } from "./debug-options.ts";

/** The options of `npm run scenario`. */
export const SCENARIO_OPTIONS = {
  title: {
    kind: "value",
    short: "t",
    placeholder: "PATTERN",
    description: "only scenarios whose title matches this regular expression, in any case",
    read: readPattern,
  },
  system: {
    kind: "value",
    placeholder: "NAME",
    description: `${Object.keys(REVISIONS).join(", ")} or a system of your own (default: the scenario's)`,
    // Which there are is known when the configuration has been read.
    read: (text: string) => text,
    fits: isRevision,
  },
  config: CONFIG,
  defect: {
    kind: "list",
    placeholder: "ID",
    description: `switch a defect on as well, ${defectRange()}; may be repeated, or D6,D7`,
    read: readDefects,
  },
  seed: SEED,
  photos: {
    kind: "value",
    placeholder: "DIR",
    description: "photograph with your own JPEG files (default: generated photos)",
    read: readPhotosDirectory,
  },
  repeat: {
    kind: "value",
    placeholder: "N",
    description: "run each scenario N times and demand the same trace every time (default: 1)",
    read: (text: string) => readInteger("repeat", text, 1, 10_000),
  },
  workers: WORKERS,
  backend: {
    kind: "value",
    placeholder: "NAME",
    description: "cloud: embedded (default) or localstack (a container, or --endpoint)",
    read: (text: string) => readChoice("backend", text, ["embedded", "localstack"]),
  },
  ...CONTAINER_OPTIONS,
  bootstrap: {
    kind: "list",
    placeholder: "LAMBDA=FILE|DIR",
    description: "run this executable, or the bootstrap in a folder, in place of the replica's Lambda",
    read: readBootstrap,
  },
  baseline: {
    kind: "value",
    placeholder: "FILE",
    description: "red scenarios that are known and do not fail the run (docs/baseline.md)",
    read: (text: string) => resolve(text),
  },
  "update-baseline": { kind: "switch", description: "write what is red in this run into the baseline, for review" },
  watch: { kind: "switch", description: "stay, and run again what a changed file touches" },
  verbose: {
    kind: "switch",
    description: "show the hash of every trace, and every field that evidence could not be compared on",
  },
  keep: {
    kind: "value",
    placeholder: "N",
    description: "how many runs stay in reports/runs (default: 5)",
    read: (text: string) => readInteger("keep", text, 1, 10_000),
  },
  "no-record": { kind: "switch", description: "do not keep this run" },
  redact: {
    kind: "list",
    placeholder: "NAME",
    description: "also take values under this name for secrets; may be repeated",
    read: (text: string) => [text],
  },
  "json-report": {
    kind: "value",
    placeholder: "FILE",
    description: "also write Vitest's JSON report",
    read: (text: string) => resolve(text),
  },
  typecheck: { kind: "switch", description: "wait for the TypeScript compiler, too; an error of types is red" },
  ...DEBUG_OPTIONS,
  help: HELP,
  version: { kind: "switch", description: "print the version" },
} as const satisfies OptionTable;

export type ScenarioOptions = OptionValues<typeof SCENARIO_OPTIONS>;

export const SCENARIO_HELP: HelpParts<typeof SCENARIO_OPTIONS> = {
  usage: ["npm run scenario", "npm run scenario -- [ID or folder ...] [options]"],
  intro: "Runs the scenarios below scenarios/, all of them or those that are named, and says which rules hold.",
  options: SCENARIO_OPTIONS,
  examples: [
    "npm run scenario -- listing-28/fixed",
    "npm run scenario -- listing-28 --system fixed --defect D6 --seed 7",
  ],
  closing: [
    "Exit status: 0 all green, 1 a scenario is red, 2 usage, 3 this machine lacks something (such as a database server), 70 a",
    "bug of the harness, 128 + n ended by signal n. DATABASE_URL names a database server. Questions: README.md and docs/.",
  ],
};

function readPattern(text: string): RegExp {
  try {
    return new RegExp(text, "i");
  } catch (error) {
    // The engine's own sentence says which part is wrong.
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, "") : String(error);
    throw new UsageError(`--title: not a regular expression: ${reason}`);
  }
}

function readPhotosDirectory(text: string): string {
  const directory = resolve(text);
  let names: readonly string[];
  try {
    names = readdirSync(directory);
  } catch (error) {
    throw new UsageError(`--photos: ${directory} ${whyUnreadable(error)}.`);
  }
  if (!names.some((name) => /\.jpe?g$/i.test(name))) throw new UsageError(`--photos: ${directory} holds no JPEG file.`);
  return directory;
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "does not exist";
  if (code === "ENOTDIR") return "is not a folder";
  return `cannot be read (${String(code ?? error)})`;
}
