import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable } from "../framework/options.ts";
import { defectRange } from "../framework/read-system.ts";
import { HELP, JSON_REPORT, SEED, WORKERS } from "../framework/shared-options.ts";

/** The options of `npm run defects`. */
export const DEFECTS_OPTIONS = {
  scenario: {
    kind: "list",
    placeholder: "ID",
    description: "only this scenario or folder (default: all); may be repeated",
    read: (text: string) => text.split(",").filter((part) => part !== ""),
  },
  "smallest-sets": {
    kind: "switch",
    description: "instead: the smallest sets of defects that still bring the incident about",
  },
  mechanisms: {
    kind: "switch",
    description: "instead: how near the report of a red run leads to each defect's mechanism",
  },
  seed: SEED,
  workers: WORKERS,
  "json-report": JSON_REPORT,
  help: HELP,
} as const satisfies OptionTable;

export const DEFECTS_HELP: HelpParts<typeof DEFECTS_OPTIONS> = {
  usage: ["npm run defects", "npm run defects -- [DEFECT ...] [options]"],
  intro:
    "Switches each defect on alone in the fixed system and tells which scenarios turn red. A defect that no scenario\n" +
    `notices is a failure. Defects are ${defectRange()}; without any, all of them.`,
  options: DEFECTS_OPTIONS,
  examples: [
    "npm run defects -- D6 D18",
    "npm run defects -- D12 --scenario finalization",
    "npm run defects -- --smallest-sets",
    "npm run defects -- --mechanisms D6 D18",
  ],
  closing: [
    "Exit status: 0 every defect is caught, 1 one is caught by none or a scenario is red without any, 2 usage, 3 this",
    "machine lacks something, 70 a bug of the harness. Questions: docs/defects.md.",
  ],
};
