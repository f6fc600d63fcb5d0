import { Worker } from "node:worker_threads";
import type { EngineDescription } from "../../../database/engine/engine.ts";
import type { SearchedIncident, WorkerOrder, WorldReply } from "./search-worker.ts";
import type { Candidate, WorldResult } from "./world-result.ts";

/**
 * Threads that try worlds, each world in one of them. They may try those of one incident after the other: what they have
 * loaded, compiled and made of pictures stays.
 */
export class SearchWorkers {
  readonly #workers: readonly Worker[];
  readonly #idle: Worker[];
  readonly #waiting: ((worker: Worker) => void)[] = [];

  constructor(count: number, engine: EngineDescription) {
    const url = new URL("./search-worker.ts", import.meta.url);
    this.#workers = Array.from({ length: count }, () => new Worker(url, { workerData: engine }));
    this.#idle = [...this.#workers];
  }

  get count(): number {
    return this.#workers.length;
  }

  /** Makes an incident the one whose worlds are tried from now on; none may be under way. */
  async begin(incident: SearchedIncident): Promise<void> {
    await Promise.all(this.#workers.map((worker) => ask<"begun">(worker, incident)));
  }

  /** Throws what broke in the world, and when a thread ends. */
  async tryWorld(candidate: Candidate & { readonly number: number }): Promise<WorldResult> {
    const worker = this.#idle.pop() ?? (await new Promise<Worker>((resolve) => this.#waiting.push(resolve)));
    try {
      const { number, revision, departures } = candidate;
      const reply = await ask<WorldReply>(worker, { number, revision, departures: departures.map(({ id }) => id) });
      if ("broken" in reply) throw reply.broken;
      return { ...reply, departures };
    } finally {
      const next = this.#waiting.shift();
      if (next) next(worker);
      else this.#idle.push(worker);
    }
  }

  /** Removes the databases that the threads keep, when all worlds have been tried. */
  async removeDatabases(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => ask<"removed">(worker, "remove databases")));
  }

  /** Ends the threads at once; what they still keep is removed with the engine. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function ask<Reply>(worker: Worker, order: WorkerOrder): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const ended = (code: number): void => reject(new Error(`a thread of the search ended with ${code}`));
    const failed = (error: Error): void => reject(error);
    worker.once("exit", ended);
    worker.once("error", failed);
    worker.once("message", (reply: Reply) => {
      worker.off("exit", ended);
      worker.off("error", failed);
      resolve(reply);
    });
    worker.postMessage(order);
  });
}
