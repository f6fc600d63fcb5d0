import { enableCompileCache } from "node:module";
import { keepTemporaryFilesTogether } from "../../support/own-folder.ts";
import { guardProcessEnd } from "../../support/process-end.ts";
import { codeCacheDirectory } from "../framework/code-cache.ts";

const end = guardProcessEnd();
// Copies of the project go with this process, or at the next start after a kill -9.
keepTemporaryFilesTogether();
// Sessions do not inherit the cache, only the variable.
process.env.NODE_COMPILE_CACHE ??= codeCacheDirectory(process.env, "compiled");
enableCompileCache(process.env.NODE_COMPILE_CACHE);

const { mutantsCommand } = await import("./mutants-command.ts");
await end.finish(await mutantsCommand({ argv: process.argv.slice(2), environment: process.env }));
