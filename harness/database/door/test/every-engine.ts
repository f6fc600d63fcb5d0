import { afterAll, beforeAll, inject } from "vitest";
import type { Engine, EngineDescription } from "../../engine/engine.ts";
import { startEngine } from "../../engine/start-engine.ts";

/** Inside a `describe`: the engine of this title, started for its tests if it is not the run's own. */
export function engineOf(binary: string | undefined): () => EngineDescription {
  const own = inject("engine");
  let extra: Engine | undefined;
  beforeAll(async () => {
    if (binary !== undefined) extra = await startEngine({ binary });
  }, 60_000);
  afterAll(() => extra?.stop());
  return () => extra ?? own;
}
