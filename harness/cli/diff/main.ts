import { enableCompileCache } from "node:module";
import { guardProcessEnd } from "../../support/process-end.ts";
import { codeCacheDirectory } from "../framework/code-cache.ts";

const end = guardProcessEnd();
enableCompileCache(codeCacheDirectory(process.env, "compiled"));
const { diffCommand } = await import("./diff-command.ts");
await end.finish(await diffCommand({ argv: process.argv.slice(2), environment: process.env }));
