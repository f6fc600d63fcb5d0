import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { isRevision, REVISIONS } from "../../../system/revisions.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable, OptionValues } from "../framework/options.ts";
import { readBootstrap } from "../framework/read-bootstrap.ts";
import { readInteger } from "../framework/read-integer.ts";
import { readReporters } from "../framework/read-reporters.ts";
import { readShard } from "../framework/read-shard.ts";
import { defectRange, readDefects } from "../framework/read-system.ts";
import { CONFIG, HELP, SEED, WORKERS } from "../framework/shared-options.ts";
import { CONTAINER_OPTIONS, readChoice } from "./container-options.ts";
import { DEBUG_OPTIONS } from "./debug-options.ts";
import { readTagsFilter } from "./read-tags-filter.ts";

/** The options of `npm run scenario`. */
export const SCENARIO_OPTIONS = {
  grep: {
    kind: "value",
    short: "g",
    placeholder: "PATTERN",
    description: "title matches this regular expression, in any case",
    read: (text: string) => readPattern("grep", text),
  },
  title: {
    kind: "value",
    short: "t",
    placeholder: "PATTERN",
    description: "the same as --grep",
    read: (text: string) => readPattern("title", text),
  },
  "grep-invert": {
    kind: "value",
    placeholder: "PATTERN",
    description: "title does not match it",
    read: (text: string) => readPattern("grep-invert", text),
  },
  "tags-filter": {
    kind: "list",
    placeholder: "EXPR",
    description: 'by tags: "ffmpeg and not incident"; --list shows them',
    read: readTagsFilter,
  },
  "last-failed": { kind: "switch", description: "what was red in the last run" },
  "only-changed": {
    kind: "value",
    placeholder: "REF",
    description: "what a change touches, since REF or the trunk",
    read: (text: string) => ({ since: text }),
    bare: { since: undefined },
  },
  shard: {
    kind: "value",
    placeholder: "I/N",
    description: "part I of N; npm run report -- --merge joins them",
    read: readShard,
  },
  list: { kind: "switch", description: "only list them (--json: as JSON)" },
  json: { kind: "switch", description: "with --list: print JSON" },
  system: {
    kind: "value",
    placeholder: "NAME",
    description: `${Object.keys(REVISIONS).join(", ")} or one of your own`,
    // Which there are is known when the configuration has been read.
    read: (text: string) => text,
    fits: isRevision,
  },
  config: CONFIG,
  defect: {
    kind: "list",
    placeholder: "ID",
    description: `switch defects on as well, ${defectRange()}`,
    read: readDefects,
  },
  seed: SEED,
  photos: {
    kind: "value",
    placeholder: "DIR",
    description: "your own JPEG files in place of the generated photos",
    read: readPhotosDirectory,
  },
  repeat: {
    kind: "value",
    placeholder: "N",
    description: "each one N times, with the same trace every time",
    read: (text: string) => readInteger("repeat", text, 1, 10_000),
  },
  workers: WORKERS,
  "max-failures": {
    kind: "value",
    placeholder: "N",
    description: "stop after N red ones; -x: after the first",
    read: (text: string) => readInteger("max-failures", text, 1, 100_000),
  },
  x: { kind: "switch", short: "x", description: "stop after the first red scenario" },
  backend: {
    kind: "value",
    placeholder: "NAME",
    description: "cloud: embedded (default) or localstack",
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
    description: "red scenarios that are known (docs/baseline.md)",
    read: (text: string) => resolve(text),
  },
  "update-baseline": { kind: "switch", description: "write what is red in this run into the baseline, for review" },
  watch: { kind: "switch", description: "stay, and run again what a change touches" },
  reporter: {
    kind: "list",
    placeholder: "NAME[=FILE]",
    description: "list, dot, json, junit, github, html; may be repeated",
    read: readReporters,
  },
  verbose: { kind: "switch", description: "the hash of every trace, all fields of evidence" },
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
    description: "also write Vitest's JSON report, as --reporter json=FILE",
    read: (text: string) => resolve(text),
  },
  typecheck: { kind: "switch", description: "wait for the TypeScript compiler, too; an error of types is red" },
  ...DEBUG_OPTIONS,
  help: HELP,
  "help-all": { kind: "switch", description: "print all options with what they do" },
  version: { kind: "switch", description: "print the version" },
} as const satisfies OptionTable;

export type ScenarioOptions = OptionValues<typeof SCENARIO_OPTIONS>;

export const SCENARIO_HELP: HelpParts<typeof SCENARIO_OPTIONS> = {
  usage: ["npm run scenario -- [ID | folder | FILE:LINE ...] [options]"],
  intro: "Runs the scenarios below scenarios/ and says which rules hold.",
  options: SCENARIO_OPTIONS,
  groups: [
    { title: "Which", names: ["grep", "grep-invert", "tags-filter", "last-failed", "only-changed", "list"] },
    { title: "How", names: ["system", "defect", "seed", "backend", "repeat", "workers", "max-failures", "watch"] },
    { title: "What is told", names: ["reporter", "baseline", "keep", "verbose", "help"] },
  ],
  examples: [
    "npm run scenario -- listing-28/fixed",
    "npm run scenario -- listing-28 --system fixed --defect D6 --seed 7",
  ],
  closing: [
    "Exit status: 0 all green, 1 a scenario is red, 2 usage, 3 this machine lacks",
    "something, 70 a bug of the harness, 128 + n ended by signal n.",
    "DATABASE_URL names a database server. Questions: README.md and docs/.",
  ],
};

function readPattern(option: string, text: string): RegExp {
  try {
    return new RegExp(text, "i");
  } catch (error) {
    // The engine's own sentence says which part is wrong.
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, "") : String(error);
    throw new UsageError(`--${option}: not a regular expression: ${reason}`);
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
