import { parentPort, workerData } from "node:worker_threads";
import type { RevisionName } from "../../../../system/revisions.ts";
import type { EngineDescription } from "../../../database/engine/engine.ts";
import { KeptDatabases } from "../../../database/kept-databases.ts";
import type { Fact } from "../../../scenario/facts/fact.ts";
import { newMemoiser } from "../../../scenario/memoise.ts";
import type { Plan } from "../inference/plan.ts";
import { departuresOf } from "./departures.ts";
import { tryWorld } from "./try-world.ts";
import type { WorldResult } from "./world-result.ts";

/** What a worker is started with. */
export interface SearchWorkerData {
  readonly plan: Plan;
  readonly facts: readonly Fact[];
  readonly engine: EngineDescription;
}

/** A candidate by the names of its departures: what they do cannot be sent to a thread. */
interface WorldOrder {
  readonly number: number;
  readonly revision: RevisionName;
  readonly departures: readonly string[];
}

export type WorkerOrder = WorldOrder | "remove databases";

export type WorldReply =
  | (Omit<WorldResult, "departures"> & { readonly number: number })
  | { readonly number: number; readonly broken: Error };

const { plan, facts, engine } = workerData as SearchWorkerData;
const memoise = newMemoiser();
const keptDatabases = new KeptDatabases();

parentPort?.on("message", async (order: WorkerOrder) => {
  if (order === "remove databases") {
    await keptDatabases.close();
    parentPort?.postMessage("removed");
    return;
  }
  const { number, revision, departures: ids } = order;
  let reply: WorldReply;
  try {
    const all = departuresOf(plan, revision);
    const departures = ids.flatMap((id) => all.find((one) => one.id === id) ?? []);
    const { departures: _, ...result } = await tryWorld(
      plan,
      facts,
      { number, revision, departures },
      { engine, memoise, keptDatabases },
    );
    reply = result;
  } catch (error) {
    reply = { number, broken: error instanceof Error ? error : new Error(String(error)) };
  }
  parentPort?.postMessage(reply);
});
