import { guardProcessEnd } from "../../support/process-end.ts";
import { runCommand } from "../framework/command.ts";
import { fuzzCommand } from "./fuzz-command.ts";

const end = guardProcessEnd();
await end.finish(await runCommand(fuzzCommand, { argv: process.argv.slice(2), environment: process.env }));
