import { resolve } from "node:path";
import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable } from "../framework/options.ts";
import { CONFIG, HELP, JSON_REPORT, SEED } from "../framework/shared-options.ts";
import { CONTAINER_OPTIONS } from "../scenario/container-options.ts";
import { readSystems } from "./read-systems.ts";

/** The options of `npm run parity`. */
export const PARITY_OPTIONS = {
  systems: {
    kind: "value",
    placeholder: "A,B",
    description: "compare two systems on the embedded cloud instead, such as mine,current or current,current+D8",
    read: readSystems,
  },
  config: CONFIG,
  ledger: {
    kind: "value",
    placeholder: "FILE",
    description: "known deviations (default: harness/comparison/parity/known.yaml)",
    read: (text: string) => resolve(text),
  },
  ...CONTAINER_OPTIONS,
  seed: SEED,
  "json-report": JSON_REPORT,
  help: HELP,
} as const satisfies OptionTable;

export const PARITY_HELP: HelpParts<typeof PARITY_OPTIONS> = {
  usage: ["npm run parity", "npm run parity -- [ID or folder ...] [options]"],
  intro:
    "Runs the scenarios on the embedded cloud and on LocalStack and compares what can be seen of them: answers, rows,\n" +
    "objects, callbacks, executions with their events, queues. With --systems: on two systems, and what they log as well.\n" +
    "Known deviations stand in harness/comparison/parity/known.yaml.",
  options: PARITY_OPTIONS,
  examples: [
    "npm run parity",
    "npm run parity -- --systems current,current+D8 listing-28",
    "npm run parity -- --config ../backend/harness.config.ts --systems mine,current",
    "npm run parity -- cloud --endpoint http://127.0.0.1:4566",
  ],
  closing: [
    "Exit status: 0 the same but for known deviations, 1 different, or an entry is unused or expired, 2 usage, 3 this",
    "machine lacks something (Docker), 70 a bug of the harness.",
  ],
};
