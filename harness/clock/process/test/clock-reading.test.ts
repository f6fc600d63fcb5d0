import { expect, test } from "vitest";
import { FIXTURES, opened, startChild } from "./child.ts";
import { works } from "./programs.ts";

const CAN_RUN = process.platform === "linux" && process.arch === "x64" && works("python3", "--version");
const WITHOUT = CAN_RUN ? "" : " (skipped: needs python3 on PATH and Linux on x64)";

/** What the fixture says of all clocks at once. */
interface Reading {
  readonly clocks: Readonly<
    Record<string, { readonly result: number; readonly ahead: string; readonly normal: boolean }>
  >;
  readonly unknown: number;
  readonly processor: boolean;
  readonly resolution: readonly number[];
  readonly gettimeofday: readonly unknown[];
  readonly zone: readonly number[];
  readonly nothing: number;
  readonly time: readonly unknown[];
}

const WALL = [0, 5, 11];
const MONOTONIC = [1, 4, 6, 7];
const CPU_TIME = [2, 3];

async function reader() {
  const child = startChild("python3", [`${FIXTURES}/clocks.py`]);
  await child.said("ready");
  let readings = 0;
  return {
    child,
    async read(): Promise<Reading> {
      child.tell("read");
      // Each answer is the next line; `said` finds the first that begins like it.
      while (child.lines.length < readings + 2) await new Promise((resolve) => setImmediate(resolve));
      return JSON.parse(child.lines[++readings] ?? "") as Reading;
    },
  };
}

/** A clock is read just after the kernel's, so it is ahead by the offset and the few microseconds between. */
function expectAhead(reading: Reading, clocks: readonly number[], aheadMs: number): void {
  for (const clock of clocks) {
    const { result, ahead, normal } = reading.clocks[clock] ?? { result: Number.NaN, ahead: "0", normal: false };
    expect([clock, result, normal]).toEqual([clock, 0, true]);
    expect(Number(ahead)).toBeGreaterThanOrEqual(aheadMs * 1e6);
    // Far less than any offset here, and more than a machine under load lets pass between two readings.
    expect(Number(ahead)).toBeLessThan((aheadMs + 60_000) * 1e6);
  }
}

test.runIf(CAN_RUN)(
  `every clock of the vDSO is ahead by the offset, and all agree with each other${WITHOUT}`,
  async () => {
    const { child, read } = await reader();
    const clock = await opened(child.pid, { runtime: "go", wallStartMs: 86_400_000.25 });
    // Parts of a second of all sizes, so that carries happen.
    for (const aheadMs of [0, 999.999, 3_600_000, 3_600_123.4567, 40_000_000_000.5]) {
      await clock.advanceTo(aheadMs);
      const reading = await read();
      expectAhead(reading, WALL, aheadMs + 86_400_000.25);
      expectAhead(reading, MONOTONIC, aheadMs);
      expectAhead(reading, CPU_TIME, 0);
      expect(reading).toMatchObject({
        unknown: -1,
        processor: true,
        resolution: [0, 0, 1],
        gettimeofday: [],
        zone: [0, 0],
        nothing: 0,
        time: [],
      });
    }
  },
);

test.runIf(CAN_RUN)(
  `a wall clock can begin in the past, and before any offset nothing is changed${WITHOUT}`,
  async () => {
    const { child, read } = await reader();
    const before = await read();
    expectAhead(before, [...WALL, ...MONOTONIC], 0);
    const clock = await opened(child.pid, { runtime: "go", wallStartMs: -400 * 86_400_000 });
    await clock.advanceTo(1234.5);
    const after = await read();
    expectAhead(after, WALL, -400 * 86_400_000 + 1234.5);
    expectAhead(after, MONOTONIC, 1234.5);
    expect(after).toMatchObject({ gettimeofday: [], time: [] });
  },
);

test.runIf(CAN_RUN)(`of Python only the wall clock is shifted, and its waits take real time${WITHOUT}`, async () => {
  const { child, read } = await reader();
  const clock = await opened(child.pid);
  expect([clock.runtime, clock.waits]).toEqual(["python", "real"]);
  await clock.advanceTo(3_600_000);
  const reading = await read();
  expectAhead(reading, WALL, 3_600_000);
  expectAhead(reading, [...MONOTONIC, ...CPU_TIME], 0);
  expect(clock.nextTimerMs()).toBeUndefined();
});
