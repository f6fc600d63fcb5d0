import { guardProcessEnd } from "../../support/process-end.ts";
import { mutantsCommand } from "./mutants-command.ts";

const end = guardProcessEnd();
await end.finish(await mutantsCommand({ argv: process.argv.slice(2), environment: process.env }));
