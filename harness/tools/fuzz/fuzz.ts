import { Agent } from "node:http";
import { machineTime } from "../../clock/machine-time.ts";
import { startCloudProcess } from "./cloud-process.ts";
import type { FuzzAnswer, FuzzRequest } from "./fuzz-request.ts";
import { makeRequest } from "./make-request.ts";
import { send } from "./send.ts";
import { isMistake, reachedOperation } from "./verdict.ts";

/** Connections at the same time. */
const CONNECTIONS = 8;
/** Of a run after which memory counts as warm: by then the trace has as many events as it ever keeps. */
const WARM_SHARE = 0.3;

export interface Mistake {
  readonly number: number;
  readonly status: number | undefined;
  /** The beginning of the answer. */
  readonly said: string;
}

export interface FuzzReport {
  readonly requests: number;
  readonly reached: number;
  readonly byService: ReadonlyMap<string, { readonly sent: number; readonly reached: number }>;
  readonly byStatus: ReadonlyMap<string, number>;
  readonly mistakes: readonly Mistake[];
  /** Lines that the cloud wrote to standard error. */
  readonly complaints: readonly string[];
  /** Undefined while it still served at the end. */
  readonly exitStatus: number | undefined;
  /** In use after a collection: when warm, and at the end. */
  readonly memory: { readonly before: number; readonly after: number };
  readonly seconds: number;
}

/** Sends so many requests of a seed to a cloud of its own. */
export async function fuzz(seed: number, requests: number, progress: (line: string) => void): Promise<FuzzReport> {
  const cloud = await startCloudProcess();
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const tally = new Tally();
  const from = machineTime.monotonicMs();
  try {
    const warm = Math.floor(requests * WARM_SHARE);
    const sendAll = (first: number, last: number): Promise<void> =>
      inParallel(first, last, async (number) => {
        if (cloud.exitStatus() !== undefined) return;
        const request = makeRequest(seed, number, machineTime.now());
        tally.count(number, request, await send(request, cloud.port, agent));
        if (number % 10_000 === 0) progress(`${number} requests, ${tally.mistakes.length} mistakes`);
      });
    await sendAll(1, warm);
    const before = cloud.exitStatus() === undefined ? await cloud.memory() : 0;
    await sendAll(warm + 1, requests);
    const exitStatus = cloud.exitStatus();
    const after = exitStatus === undefined ? await cloud.memory() : 0;
    const complaints = cloud
      .said()
      .split("\n")
      .filter((line) => line !== "");
    const seconds = (machineTime.monotonicMs() - from) / 1000;
    return { requests, ...tally.result(), complaints, exitStatus, memory: { before, after }, seconds };
  } finally {
    agent.destroy();
    await cloud.stop();
  }
}

/** Sends one request of a seed alone to a new cloud: what it is, and what is answered. */
export async function repeat(
  seed: number,
  number: number,
): Promise<{ request: FuzzRequest; answer: FuzzAnswer; said: string }> {
  const cloud = await startCloudProcess();
  const agent = new Agent();
  try {
    const request = makeRequest(seed, number, machineTime.now());
    return { request, answer: await send(request, cloud.port, agent), said: cloud.said() };
  } finally {
    agent.destroy();
    await cloud.stop();
  }
}

async function inParallel(first: number, last: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = first;
  const worker = async (): Promise<void> => {
    while (next <= last) await work(next++);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
}

class Tally {
  readonly mistakes: Mistake[] = [];
  readonly #byService = new Map<string, { sent: number; reached: number }>();
  readonly #byStatus = new Map<string, number>();

  count(number: number, { service }: FuzzRequest, answer: FuzzAnswer): void {
    const row = this.#byService.get(service) ?? { sent: 0, reached: 0 };
    row.sent++;
    if (reachedOperation(answer)) row.reached++;
    this.#byService.set(service, row);
    const status = String(answer.status ?? "closed");
    this.#byStatus.set(status, (this.#byStatus.get(status) ?? 0) + 1);
    if (isMistake(answer)) this.mistakes.push({ number, status: answer.status, said: answer.body.slice(0, 300) });
  }

  result() {
    const reached = [...this.#byService.values()].reduce((sum, row) => sum + row.reached, 0);
    return { reached, byService: this.#byService, byStatus: this.#byStatus, mistakes: this.mistakes };
  }
}
