import { RandomStreams } from "../../clock/random-streams.ts";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { FaultPlan } from "../../network/faults.ts";
import { LatencyModel } from "../../network/latency.ts";
import { Network } from "../../network/network.ts";
import { Trace } from "../../network/trace.ts";
import type { EngineDescription } from "../engine/engine.ts";
import { createWorldDatabase, type WorldDatabase, type WorldDatabaseOptions } from "../world-database.ts";
import { MEDIA_SCHEMA } from "./media-schema.ts";

export const EPOCH_MS = Date.UTC(2025, 11, 3, 14, 0, 0, 900);

export interface TestWorld {
  readonly clock: VirtualClock;
  readonly network: Network;
  readonly trace: Trace;
  readonly database: WorldDatabase;
}

/** Runs `scenario` in a world of its own that has nothing but a database, and drops it afterwards. */
export async function inTestWorld<T>(
  engine: EngineDescription,
  scenario: (world: TestWorld) => Promise<T>,
  options: Partial<WorldDatabaseOptions> = {},
): Promise<T> {
  const clock = new VirtualClock({ name: "test world", epochMs: EPOCH_MS });
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const parts = { clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random: new RandomStreams(1) };
  const network = new Network(parts);
  const database = await createWorldDatabase(engine, { schemaSql: MEDIA_SCHEMA, clock, network, ...options });
  try {
    return await clock.drive(() => scenario({ clock, network, trace, database }));
  } finally {
    await database.drop();
  }
}
