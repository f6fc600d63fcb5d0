import { machineTime } from "../../../clock/machine-time.ts";
import { median } from "../measure.ts";
import { figuresOf } from "./process-figures.ts";

/** One of two that do the same: a server, and the requests that are sent to it. */
export interface Side {
  readonly pid: number;
  readonly work: () => Promise<unknown>;
}

/** Medians. */
export interface Comparison {
  readonly oursMs: number;
  readonly theirsMs: number;
  /** Theirs divided by ours, pair by pair: 1 is as fast, 0.5 is half as fast. */
  readonly speed: number;
  /** The same of the time that server and client have computed, which a busy machine changes little. Absent without /proc. */
  readonly cpu: number | undefined;
  /** Milliseconds that our server alone has computed for one. */
  readonly serverCpuMs: number | undefined;
}

export interface Plan {
  /** Pairs, behind one that is not counted. */
  readonly pairs: number;
  /** How often the work is done for one time. */
  readonly times: number;
}

/** Runs both in turn, so that a slower minute affects both equally. Times are of one `work`. */
export async function compare(ours: Side, theirs: Side, { pairs, times }: Plan): Promise<Comparison> {
  const measured: { readonly ours: Cost; readonly theirs: Cost }[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const both = { ours: await costOf(ours, times), theirs: await costOf(theirs, times) };
    if (pair > 0) measured.push(both);
  }
  const of = (read: (pair: (typeof measured)[number]) => number | undefined): number | undefined => {
    const values = measured.map(read).filter((value) => value !== undefined);
    return values.length > 0 ? median(values) : undefined;
  };
  return {
    oursMs: of((pair) => pair.ours.realMs) ?? Number.NaN,
    theirsMs: of((pair) => pair.theirs.realMs) ?? Number.NaN,
    speed: of((pair) => pair.theirs.realMs / pair.ours.realMs) ?? Number.NaN,
    cpu: of((pair) => quotient(pair.theirs.cpuMs, pair.ours.cpuMs)),
    serverCpuMs: of((pair) => pair.ours.serverCpuMs),
  };
}

interface Cost {
  readonly realMs: number;
  readonly cpuMs: number | undefined;
  readonly serverCpuMs: number | undefined;
}

async function costOf({ pid, work }: Side, times: number): Promise<Cost> {
  const cpuBefore = figuresOf(pid)?.cpuMs;
  const ownBefore = process.cpuUsage();
  const from = machineTime.monotonicMs();
  for (let time = 0; time < times; time++) await work();
  const realMs = (machineTime.monotonicMs() - from) / times;
  const own = process.cpuUsage(ownBefore);
  const cpuAfter = figuresOf(pid)?.cpuMs;
  if (cpuBefore === undefined || cpuAfter === undefined) return { realMs, cpuMs: undefined, serverCpuMs: undefined };
  const serverCpuMs = (cpuAfter - cpuBefore) / times;
  return { realMs, cpuMs: serverCpuMs + (own.user + own.system) / 1000 / times, serverCpuMs };
}

function quotient(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}
