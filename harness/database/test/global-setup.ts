import type { TestProject } from "vitest/node";
import type { EngineDescription } from "../engine/engine.ts";
import { startEngine } from "../engine/start-engine.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The database server of this run; `inject("engine")` gives it. */
    engine: EngineDescription;
  }
}

/** Starts the run's database server in the main thread: a server ends with the thread that started it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const {
    stop,
    lost: _lost,
    ...description
  } = await startEngine({
    onProgress: (text) => void process.stderr.write(`database: ${text}\n`),
  });
  project.provide("engine", description);
  return stop;
}
