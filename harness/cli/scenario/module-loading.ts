import type { CliOptions } from "vitest/node";
import { codeCacheDirectory } from "../framework/code-cache.ts";
import type { ScenarioRun } from "./scenario-run.ts";

const PRELOAD = new URL("../../scenario/preload.ts", import.meta.url).href;

const START_COVERAGE = new URL("./changed/start-coverage.ts", import.meta.url).href;
const NATIVELY: CliOptions = { experimental: { viteModuleRunner: false, nodeLoader: false } };

/**
 * How the workers of a run load modules. Node does it by itself, with a cache of what it has stripped and compiled; through
 * Vite each is transformed, which only stories of a repository of their own need, whose names Node cannot resolve, and a
 * watching run whose stories' reach cannot be recorded. Where it is recorded each file has a thread of its own: V8 counts in
 * the source as Node reads it, what a thread has loaded or made once would not seem to be reached by a second file, and a
 * fresh thread has the saved code.
 */
export function moduleLoading({
  watch,
  runOptions,
  reach,
}: Pick<ScenarioRun, "watch" | "runOptions" | "reach">): CliOptions {
  // Those of a watching run load both by themselves (spare-threads.ts).
  if (reach && watch) return { ...NATIVELY, isolate: true };
  if (reach) return { ...NATIVELY, execArgv: ["--import", START_COVERAGE, "--import", PRELOAD], isolate: true };
  if (watch || (runOptions.storyFolders ?? []).length > 0)
    return { fsModuleCache: true, fsModuleCachePath: codeCacheDirectory(process.env, "transformed") };
  return { ...NATIVELY, execArgv: ["--import", PRELOAD] };
}
