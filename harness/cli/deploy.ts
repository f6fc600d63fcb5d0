import { runCommand } from "./command.ts";
import { deployCommand } from "./deploy-command.ts";
import { guardProcessEnd } from "./process-end.ts";

const end = guardProcessEnd();
await end.finish(await runCommand(deployCommand, { argv: process.argv.slice(2), environment: process.env }));
