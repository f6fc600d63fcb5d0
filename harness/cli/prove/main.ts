import { enableCompileCache } from "node:module";
import { keepTemporaryFilesTogether } from "../../support/own-folder.ts";
import { guardProcessEnd } from "../../support/process-end.ts";
import { codeCacheDirectory } from "../framework/code-cache.ts";

const end = guardProcessEnd();
keepTemporaryFilesTogether();
// Worker threads do not inherit the cache, only the variable.
process.env.NODE_COMPILE_CACHE ??= codeCacheDirectory(process.env, "compiled");
enableCompileCache(process.env.NODE_COMPILE_CACHE);

const { proveCommand } = await import("./prove-command.ts");
await end.finish(await proveCommand({ argv: process.argv.slice(2), environment: process.env }));
