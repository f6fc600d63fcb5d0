import { cloudCommand } from "./cloud-command.ts";
import { runCommand } from "./command.ts";
import { guardProcessEnd } from "./process-end.ts";

const end = guardProcessEnd();
await end.finish(await runCommand(cloudCommand, { argv: process.argv.slice(2), environment: process.env }));
