import { expect, onTestFinished, test } from "vitest";
import { AdjustableClock } from "./adjustable-clock.ts";
import { machineTime } from "./machine-time.ts";

const HOUR_MS = 3_600_000;

test("time goes as the machine's, from where it was put", async () => {
  const clock = new AdjustableClock();
  const before = machineTime.now();
  await clock.advance(HOUR_MS);
  const after = machineTime.now();
  expect(clock.now()).toBeGreaterThanOrEqual(before + HOUR_MS);
  expect(clock.now() - after).toBeLessThan(HOUR_MS + 10_000);
  await expect(clock.advance(-1)).rejects.toThrow("-1 is no number of milliseconds to put a clock forward by");
});

test("waits end in the order of their times, each at its own, and a later one goes on waiting", async () => {
  const clock = new AdjustableClock();
  const start = clock.now();
  const fired: [string, number][] = [];
  const note = (name: string) => () => void fired.push([name, Math.round((clock.now() - start) / HOUR_MS)]);
  clock.timer("two", 2 * HOUR_MS, note("two"));
  clock.timer("one", HOUR_MS, () => {
    note("one")();
    clock.timer("one and two", 2 * HOUR_MS, note("one and two"));
  });
  const late = clock.timer("nine", 9 * HOUR_MS, note("nine"));
  onTestFinished(() => late.cancel());
  const slept = clock.sleep(4 * HOUR_MS, "four").then(note("four"));
  await clock.advance(5 * HOUR_MS);
  await slept;
  expect(fired).toEqual([
    ["one", 1],
    ["two", 2],
    ["one and two", 3],
    ["four", 4],
  ]);
});

test("a cancelled timer never fires, a due one fires without anybody's help", async () => {
  const clock = new AdjustableClock();
  const fired: string[] = [];
  clock.timer("cancelled", HOUR_MS, () => fired.push("cancelled")).cancel();
  await clock.advance(2 * HOUR_MS);
  await clock.sleep(1, "short");
  expect(fired).toEqual([]);
});

test("a wait beyond what the machine's timers can is no short one", async () => {
  const clock = new AdjustableClock();
  const fired: string[] = [];
  const timer = clock.timer("a hundred days", 2400 * HOUR_MS, () => fired.push("a hundred days"));
  onTestFinished(() => timer.cancel());
  await clock.sleep(5, "short");
  await clock.advance(2399 * HOUR_MS);
  expect(fired).toEqual([]);
  await clock.advance(2 * HOUR_MS);
  expect(fired).toEqual(["a hundred days"]);
});
