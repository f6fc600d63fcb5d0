import { guardProcessEnd } from "../../support/process-end.ts";
import { runCommand } from "../framework/command.ts";
import { devCommand } from "./dev-command.ts";

const end = guardProcessEnd();
await end.finish(await runCommand(devCommand, { argv: process.argv.slice(2), environment: process.env }));
