import { resolve } from "node:path";
import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable } from "../framework/options.ts";
import { readInteger } from "../framework/read-integer.ts";
import { readShard } from "../framework/read-shard.ts";
import { HELP, JSON_REPORT, WORKERS } from "../framework/shared-options.ts";

const byComma = (text: string) => text.split(",").filter((part) => part !== "");

/** The options of `npm run mutants`. */
export const MUTANTS_OPTIONS = {
  sample: {
    kind: "value",
    placeholder: "N",
    description: "how many mutants are drawn, by folder; all: every one (default: 600)",
    read: (text: string) => (text === "all" ? text : readInteger("sample", text, 1, 1_000_000)),
  },
  seed: {
    kind: "value",
    placeholder: "N",
    description: "draws others (default: 1)",
    read: (text: string) => readInteger("seed", text, 0, Number.MAX_SAFE_INTEGER),
  },
  folder: {
    kind: "list",
    placeholder: "PATH",
    description: "only of this folder or file: server/auth; may be repeated",
    read: byComma,
  },
  shard: {
    kind: "value",
    placeholder: "I/N",
    description: "only part I of N, by file; thresholds then hold for no part, see --from",
    read: readShard,
  },
  incremental: {
    kind: "value",
    placeholder: "FILE",
    description: "take verdicts of earlier runs where nothing has changed, and keep the new ones there",
    read: (text: string) => resolve(text),
  },
  from: {
    kind: "list",
    placeholder: "FILE",
    description: "run nothing, put the JSON reports of all shards together; may be repeated",
    read: (text: string) => byComma(text).map((file) => resolve(file)),
  },
  planted: { kind: "switch", description: "plant the project's own list of bugs (harness/tools/mutants/planted/)" },
  only: {
    kind: "list",
    placeholder: "ID",
    description: "with --planted: only these bugs, or those of a folder or file; may be repeated",
    read: byComma,
  },
  list: { kind: "switch", description: "only print which mutants or bugs they are" },
  workers: {
    ...WORKERS,
    description: "mutants that are judged at the same time (default: one per core; with --planted 1)",
  },
  "json-report": { ...JSON_REPORT, description: "where the report is written as JSON (default: reports/mutants.json)" },
  help: HELP,
} as const satisfies OptionTable;

export const MUTANTS_HELP: HelpParts<typeof MUTANTS_OPTIONS> = {
  usage: ["npm run mutants -- [options]", "npm run mutants -- --planted [options]"],
  intro:
    "Changes server, Lambdas and state machines in one small place after the other, in a copy of the project, and tells\n" +
    "what notices: a scenario, else a unit test. What nothing notices is a rule without a story.",
  options: MUTANTS_OPTIONS,
  examples: [
    "npm run mutants",
    "npm run mutants -- --folder server/auth --sample 40 --seed 7",
    "npm run mutants -- --sample all --shard 3/8 --incremental .cache/mutants.json",
    "npm run mutants -- --from shard-1.json,shard-2.json",
    "npm run mutants -- --planted --only callback-lock,lambdas/zip",
  ],
  closing: [
    "Exit status: 0 enough was noticed; 1 not so; 2 usage; 3 this machine lacks something; 70 a bug of the harness, such",
    "as a planted text that is no longer there. Thresholds and what is left out: docs/mutants.md.",
  ],
};
