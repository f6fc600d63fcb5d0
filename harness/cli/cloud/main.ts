import { enableCompileCache } from "node:module";
import { guardProcessEnd } from "../../support/process-end.ts";
import { codeCacheDirectory } from "../framework/code-cache.ts";

const end = guardProcessEnd();
// Worker threads do not inherit the cache, only the variable.
process.env.NODE_COMPILE_CACHE ??= codeCacheDirectory(process.env, "compiled");
enableCompileCache(process.env.NODE_COMPILE_CACHE);

const [{ runCommand }, { cloudCommand }] = await Promise.all([
  import("../framework/command.ts"),
  import("./cloud-command.ts"),
]);
await end.finish(await runCommand(cloudCommand, { argv: process.argv.slice(2), environment: process.env }));
