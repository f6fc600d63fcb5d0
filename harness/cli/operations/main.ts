import { writeFileSync } from "node:fs";
import { ALL_OPERATIONS } from "../../emulator/operations.ts";
import { ALL_PARAMETERS } from "../../emulator/parameters.ts";
import { EXIT } from "../../support/exit-status.ts";
import { guardProcessEnd } from "../../support/process-end.ts";
import { type Command, runCommand } from "../framework/command.ts";
import { HELP } from "../framework/shared-options.ts";
import { COVERAGE_FILE, coverageText } from "./coverage-text.ts";
import { OPERATIONS_FILE, operationsText } from "./operations-text.ts";

const OPTIONS = { help: HELP } as const;

/** `npm run operations`: writes the table of operations anew. */
const operationsCommand: Command<typeof OPTIONS> = {
  name: "operations",
  help: {
    usage: ["npm run operations"],
    intro: `Writes ${OPERATIONS_FILE} and ${COVERAGE_FILE}, tables of the operations of each service, from the rooms' own tables.`,
    options: OPTIONS,
    examples: ["npm run operations"],
    closing: ["Exit status: 0 written, 2 usage."],
  },
  async run() {
    const files = [
      [OPERATIONS_FILE, operationsText(ALL_OPERATIONS)],
      [COVERAGE_FILE, coverageText(ALL_OPERATIONS, ALL_PARAMETERS)],
    ] as const;
    for (const [path, text] of files) writeFileSync(new URL(`../../../${path}`, import.meta.url), text);
    process.stdout.write(`${OPERATIONS_FILE} and ${COVERAGE_FILE} are written.\n`);
    return EXIT.green;
  },
};

const end = guardProcessEnd();
await end.finish(await runCommand(operationsCommand, { argv: process.argv.slice(2), environment: process.env }));
