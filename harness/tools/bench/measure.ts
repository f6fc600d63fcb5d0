import { machineTime } from "../../clock/machine-time.ts";

/** Real milliseconds that `work` takes. */
export async function realMs(work: () => Promise<unknown>): Promise<number> {
  const from = machineTime.monotonicMs();
  await work();
  return machineTime.monotonicMs() - from;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs both in turn, A B A B …, after one warm-up round, so that a slower minute affects both equally. */
export async function inPairs(
  rounds: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<{ a: number; b: number; ratio: number }> {
  await a();
  await b();
  const pairs: { a: number; b: number }[] = [];
  for (let round = 0; round < rounds; round++) pairs.push({ a: await a(), b: await b() });
  return {
    a: median(pairs.map((pair) => pair.a)),
    b: median(pairs.map((pair) => pair.b)),
    ratio: median(pairs.map((pair) => pair.a / pair.b)),
  };
}
