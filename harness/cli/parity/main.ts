import { keepTemporaryFilesTogether } from "../../support/own-folder.ts";
import { guardProcessEnd } from "../../support/process-end.ts";
import { parityCommand } from "./parity-command.ts";

const end = guardProcessEnd();
keepTemporaryFilesTogether();
await end.finish(await parityCommand({ argv: process.argv.slice(2), environment: process.env }));
