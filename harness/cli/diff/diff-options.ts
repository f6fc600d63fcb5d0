import { resolve } from "node:path";
import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable } from "../framework/options.ts";
import { CONFIG, HELP, SEED } from "../framework/shared-options.ts";

/** Every option of `npm run diff`. */
export const DIFF_OPTIONS = {
  system: {
    kind: "list",
    placeholder: "NAME",
    description: "instead of RUNs: run the scenarios on two systems first (--system incident fixed)",
    read: (text: string) => text.split(",").filter((name) => name !== ""),
  },
  seed: SEED,
  config: CONFIG,
  html: {
    kind: "value",
    placeholder: "FILE",
    description: "also write the report of the first run, which shows both side by side (#/diff)",
    read: (text: string) => resolve(text),
  },
  json: { kind: "switch", description: "print the comparison as JSON" },
  all: { kind: "switch", description: "unfold everything, however long (default: 25 lines)" },
  help: HELP,
} as const satisfies OptionTable;

export const DIFF_HELP: HelpParts<typeof DIFF_OPTIONS> = {
  usage: [
    "npm run diff -- [RUN RUN] [SCENARIO ...] [options]",
    "npm run diff -- --system NAME NAME [SCENARIO ...] [options]",
  ],
  intro:
    "Compares two kept runs by cause: the first divergence in the first line, then what follows from it, folded. RUN is an\n" +
    "id or its beginning, newest, previous, or the folder of a run (default: previous and newest).",
  options: DIFF_OPTIONS,
  examples: [
    "npm run diff",
    "npm run diff -- 20261201-0331 newest listing-28/fixed --html diff.html",
    "npm run diff -- --system incident fixed listing-28/fixed",
  ],
  closing: [
    "Exit status: 0 the same, 1 different, 2 usage (also: no such run), 3 this machine lacks something, 70 a bug of the harness.",
    "How to read it: docs/report.md",
  ],
};
