import { guardProcessEnd } from "../../support/process-end.ts";
import { runCommand } from "../framework/command.ts";
import { deployCommand } from "./deploy-command.ts";

const end = guardProcessEnd();
await end.finish(await runCommand(deployCommand, { argv: process.argv.slice(2), environment: process.env }));
