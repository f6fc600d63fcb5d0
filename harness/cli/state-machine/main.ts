import { guardProcessEnd } from "../../support/process-end.ts";
import { runCommand } from "../framework/command.ts";
import { stateMachineCommand } from "./state-machine-command.ts";

const end = guardProcessEnd();
await end.finish(await runCommand(stateMachineCommand, { argv: process.argv.slice(2), environment: process.env }));
