import { enableCompileCache } from "node:module";
import { guardProcessEnd } from "../../support/process-end.ts";
import { codeCacheDirectory } from "../framework/code-cache.ts";

const end = guardProcessEnd();
enableCompileCache(codeCacheDirectory(process.env, "compiled"));

const [{ runCommand }, { cloudCommand }] = await Promise.all([
  import("../framework/command.ts"),
  import("./cloud-command.ts"),
]);
await end.finish(await runCommand(cloudCommand, { argv: process.argv.slice(2), environment: process.env }));
