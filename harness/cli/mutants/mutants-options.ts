import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable } from "../framework/options.ts";
import { HELP, JSON_REPORT, WORKERS } from "../framework/shared-options.ts";

/** The options of `npm run mutants`. */
export const MUTANTS_OPTIONS = {
  planted: { kind: "switch", description: "plant the project's own list of bugs (harness/tools/mutants/planted/)" },
  list: { kind: "switch", description: "only print the list: name, file, rule" },
  only: {
    kind: "list",
    placeholder: "ID",
    description: "only these bugs, or those of a folder or file (default: all); may be repeated",
    read: (text: string) => text.split(",").filter((part) => part !== ""),
  },
  workers: { ...WORKERS, description: "bugs that are judged at the same time, each in a copy of its own (default: 1)" },
  "json-report": JSON_REPORT,
  help: HELP,
} as const satisfies OptionTable;

export const MUTANTS_HELP: HelpParts<typeof MUTANTS_OPTIONS> = {
  usage: ["npm run mutants -- --planted [options]"],
  intro:
    "Plants one bug after the other in a copy of the project and tells what notices it: a scenario, else a unit test.\n" +
    "A bug that nothing notices is a rule without a story.",
  options: MUTANTS_OPTIONS,
  examples: [
    "npm run mutants -- --planted",
    "npm run mutants -- --planted --only callback-lock,lambdas/zip",
    "npm run mutants -- --planted --list",
  ],
  closing: [
    "Exit status: 0 all were caught, at least 85 % of them by scenarios; 1 not so; 2 usage; 3 this machine lacks",
    "something; 70 a bug of the harness, such as a planted text that is no longer there. Questions: docs/mutants.md.",
  ],
};
