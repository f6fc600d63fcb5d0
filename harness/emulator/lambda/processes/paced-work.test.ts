import { expect, test } from "vitest";
import type { Worked } from "../../../clock/process/group-work.ts";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { PacedWork } from "./paced-work.ts";

/** Of at least 100 ms of real time each. */
const LOOKS = 8;

/** How work ends that goes on for eight looks at it, and of which each look tells this. */
async function endOf(worked: Worked, timeoutMs: number): Promise<{ readonly end: string; readonly virtualMs: number }> {
  const clock = new VirtualClock({ name: "paced work", epochMs: 0 });
  const { promise, resolve } = Promise.withResolvers<string>();
  let looks = 0;
  const work = new PacedWork(clock, "work", {
    worked: () => {
      if (++looks === LOOKS) resolve("done");
      return worked;
    },
    leftMs: () => Math.max(timeoutMs - clock.now(), 0),
    nextTimerMs: () => undefined,
    tellTime: async () => {},
    letTimeRun: () => {},
  });
  const end = await clock.drive(() => {
    clock.timer("time-out", timeoutMs, () => resolve("timed out"), { background: true });
    return work.wait(() => promise);
  });
  return { end, virtualMs: clock.now() };
}

test("who hardly gets a processor on a busy machine is not timed out, and takes none of the world's time", async () => {
  expect(await endOf({ processorMs: 10, waitsForDevice: false }, 500)).toEqual({ end: "done", virtualMs: 0 });
});

test("many threads that work at the same time take the time of one", async () => {
  expect(await endOf({ processorMs: 40_000, waitsForDevice: false }, 60_000)).toEqual({ end: "done", virtualMs: 0 });
});

test.each([
  ["works", { processorMs: 1_000, waitsForDevice: false }],
  ["waits for a device", { processorMs: 0, waitsForDevice: true }],
])("who %s for longer than its time-out is timed out", async (_what, worked) => {
  expect((await endOf(worked, 500)).end).toBe("timed out");
});
