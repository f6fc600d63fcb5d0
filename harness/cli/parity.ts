import { parityCommand } from "./parity-command.ts";
import { guardProcessEnd } from "./process-end.ts";

const end = guardProcessEnd();
await end.finish(await parityCommand({ argv: process.argv.slice(2), environment: process.env }));
