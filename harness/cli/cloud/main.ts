import { guardProcessEnd } from "../../support/process-end.ts";
import { runCommand } from "../framework/command.ts";
import { cloudCommand } from "./cloud-command.ts";

const end = guardProcessEnd();
await end.finish(await runCommand(cloudCommand, { argv: process.argv.slice(2), environment: process.env }));
