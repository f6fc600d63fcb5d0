import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { withSlashes } from "../../../support/with-slashes.ts";
import { codeCacheDirectory } from "../../framework/code-cache.ts";
import type { ScenarioRun } from "../scenario-run.ts";
import { UnitsBySource } from "./fingerprints.ts";
import { ReachRecord } from "./reach-record.ts";
import type { RunReach } from "./run-reach.ts";

/** Why what such a run's stories reach cannot be recorded; undefined when it can. */
export function whyNotRecorded({ runOptions, services, debug }: ScenarioRun): string | undefined {
  const { foreign, storyFolders = [], bootstraps, photosDirectory } = runOptions;
  if (foreign) return `${foreign.name} runs in processes of its own`;
  if (services.backend === "localstack") return "functions run inside LocalStack";
  if (bootstraps) return "--bootstrap runs programs of their own";
  if (photosDirectory !== undefined) return "the pictures of --photos may have changed";
  if (storyFolders.length > 0) return "stories of a repository of their own are loaded another way";
  if (debug) return "a debugger is attached";
  return undefined;
}

/** The record of runs with the same Node, packages and system. */
export function reachOfRun(
  { runOptions }: Pick<ScenarioRun, "runOptions">,
  environment: Readonly<Record<string, string | undefined>>,
): RunReach {
  const { revision, defects, seed } = runOptions;
  const packages = readFileSync(join(PROJECT_ROOT, "package-lock.json"), "utf8");
  const same = [
    PROJECT_ROOT,
    process.version,
    packages,
    revision ?? "",
    [...defects].sort().join(),
    String(seed ?? ""),
  ];
  const name = createHash("sha256").update(same.join("\0")).digest("hex").slice(0, 16);
  const path = join(codeCacheDirectory(environment, "reached"), `${name}.json`);
  return { record: new ReachRecord(path), units: new UnitsBySource() };
}

/** Below the project, as records name a story file. */
export function storyPath(path: string): string {
  return withSlashes(relative(PROJECT_ROOT, path));
}

/** Of a story file as it is now. */
export function storyDigest(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 32);
}
