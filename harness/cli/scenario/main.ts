import { enableCompileCache } from "node:module";
import { keepTemporaryFilesTogether } from "../../support/own-folder.ts";
import { guardProcessEnd } from "../../support/process-end.ts";
import { codeCacheDirectory } from "../framework/code-cache.ts";

const startedAt = performance.now();
const end = guardProcessEnd();
keepTemporaryFilesTogether();
// Worker threads do not inherit the cache, only the variable.
process.env.NODE_COMPILE_CACHE ??= codeCacheDirectory(process.env, "compiled");
enableCompileCache(process.env.NODE_COMPILE_CACHE);

const [{ scenarioCommand }, { SCENARIOS_DIRECTORY }] = await Promise.all([
  import("./scenario-command.ts"),
  import("./scenario-settings.ts"),
]);
await end.finish(
  await scenarioCommand({
    argv: process.argv.slice(2),
    environment: process.env,
    scenariosDirectory: SCENARIOS_DIRECTORY,
    startedAt,
  }),
);
