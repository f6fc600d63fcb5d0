import { runCommand } from "./command.ts";
import { guardProcessEnd } from "./process-end.ts";
import { stateMachineCommand } from "./state-machine-command.ts";

const end = guardProcessEnd();
await end.finish(await runCommand(stateMachineCommand, { argv: process.argv.slice(2), environment: process.env }));
