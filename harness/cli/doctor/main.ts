import { keepTemporaryFilesTogether } from "../../support/own-folder.ts";
import { guardProcessEnd } from "../../support/process-end.ts";
import { doctorCommand } from "./doctor-command.ts";

const end = guardProcessEnd();
// Of the machine, before this process has a folder of its own.
const environment = { ...process.env };
keepTemporaryFilesTogether();
await end.finish(await doctorCommand({ argv: process.argv.slice(2), environment }));
