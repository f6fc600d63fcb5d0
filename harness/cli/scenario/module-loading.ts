import type { CliOptions } from "vitest/node";
import { codeCacheDirectory } from "../framework/code-cache.ts";
import type { ScenarioRun } from "./scenario-run.ts";

const PRELOAD = new URL("../../scenario/preload.ts", import.meta.url).href;

/**
 * How the workers of a run load modules. Node does it by itself, with a cache of what it has stripped and compiled; through
 * Vite each is transformed, which only a watching run needs, and stories of a repository of their own, whose names
 * Node cannot resolve.
 */
export function moduleLoading({ watch, runOptions }: Pick<ScenarioRun, "watch" | "runOptions">): CliOptions {
  if (watch || (runOptions.storyFolders ?? []).length > 0)
    return { fsModuleCache: true, fsModuleCachePath: codeCacheDirectory(process.env, "transformed") };
  return { experimental: { viteModuleRunner: false, nodeLoader: false }, execArgv: ["--import", PRELOAD] };
}
