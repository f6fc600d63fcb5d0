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

/** Whose worlds a worker tries, until it is given another. A worker is started with its engine's description. */
export interface SearchedIncident {
  readonly plan: Plan;
  readonly facts: readonly Fact[];
}

/** A candidate by the names of its departures: what they do cannot be sent to a thread. */
interface WorldOrder {
  readonly number: number;
  readonly revision: RevisionName;
  readonly departures: readonly string[];
}

export type WorkerOrder = SearchedIncident | WorldOrder | "remove databases";

export type WorldReply =
  | (Omit<WorldResult, "departures"> & { readonly number: number })
  | { readonly number: number; readonly broken: Error };

const engine = workerData as EngineDescription;
let incident: SearchedIncident | undefined;
const memoise = newMemoiser();
const keptDatabases = new KeptDatabases();

parentPort?.on("message", async (order: WorkerOrder) => {
  if (order === "remove databases") {
    await keptDatabases.close();
    parentPort?.postMessage("removed");
    return;
  }
  if ("plan" in order) {
    incident = order;
    parentPort?.postMessage("begun");
    return;
  }
  const { number, revision, departures: ids } = order;
  let reply: WorldReply;
  try {
    if (!incident) throw new Error("a world of no incident was to be tried");
    const { plan, facts } = incident;
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
