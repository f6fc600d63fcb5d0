import { removeReused } from "../../cloud/containers/start-containers.ts";
import { EXIT } from "../../support/exit-status.ts";
import { guardProcessEnd } from "../../support/process-end.ts";
import { type Command, runCommand } from "../framework/command.ts";
import { HELP } from "../framework/shared-options.ts";

const OPTIONS = { help: HELP } as const;

/** `npm run remove-containers`: removes what `--reuse-containers` has left running. */
const removeContainersCommand: Command<typeof OPTIONS> = {
  name: "remove-containers",
  help: {
    usage: ["npm run remove-containers"],
    intro: "Removes the containers that --reuse-containers has left running, also those in use.",
    options: OPTIONS,
    examples: ["npm run remove-containers"],
    closing: ["Exit status: 0 none is left, 2 usage, 3 no Docker answers."],
  },
  async run() {
    const count = await removeReused(process.env);
    process.stdout.write(`Removed ${count} ${count === 1 ? "container" : "containers"}.\n`);
    return EXIT.green;
  },
};

const end = guardProcessEnd();
await end.finish(await runCommand(removeContainersCommand, { argv: process.argv.slice(2), environment: process.env }));
