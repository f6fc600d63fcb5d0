import fc from "fast-check";
import { expect, test } from "vitest";
import { VirtualClock } from "../../virtual-clock.ts";
import { ForeignPace } from "../foreign-pace.ts";
import type { ProcessClock } from "../process-clock.ts";
import { type Child, FIXTURES, opened, startChild } from "./child.ts";
import { withGoProgram, works } from "./programs.ts";

const MINUTE_MS = 60_000;
const TICK_MS = 5 * MINUTE_MS;
const END_MS = 40 * MINUTE_MS;
const WORLD_START = Date.UTC(2025, 11, 3, 10, 11, 20);
const LINUX_X64 = process.platform === "linux" && process.arch === "x64";
const GO_WORKS = LINUX_X64 && works("go", "version");

interface Said {
  readonly what: string;
  readonly wallMs: number;
  readonly sinceStartMs: number;
}

function parse(line: string): Said {
  const [what = "", wall, sinceStart] = line.split(" ");
  return { what, wallMs: Number(wall), sinceStartMs: Number(sinceStart) };
}

/** A program whose timers are known. */
interface Program {
  readonly command: string;
  readonly parameters: readonly string[];
  /** Milliseconds after which each of its timers is due. */
  readonly timers: ReadonlyMap<string, number>;
  /** A ticker's next tick is due an interval after the last one was *due* (Go), or after it *came* (Node). */
  readonly ticksFrom: "due" | "came";
}

/** Walks forty minutes; what is due after a step is awaited before the next. Gives the due time of all that came. */
async function walk(program: Program, child: Child, clock: ProcessClock, steps: readonly number[]) {
  const due = new Map(program.timers);
  let [tick, tickDueMs] = [1, TICK_MS];
  for (const step of steps) {
    await clock.advanceTo(Math.min(clock.aheadMs + step, END_MS));
    for (const [name, dueMs] of program.timers) if (dueMs <= clock.aheadMs) await child.said(`${name} `);
    while (tickDueMs <= clock.aheadMs) {
      const { sinceStartMs } = parse(await child.said(`tick-${tick} `));
      due.set(`tick-${tick++}`, tickDueMs);
      tickDueMs = TICK_MS + (program.ticksFrom === "due" ? tickDueMs : sinceStartMs);
    }
    if (clock.aheadMs === END_MS) return due;
  }
  throw new Error("the steps do not reach the end");
}

/**
 * Forty minutes in steps of almost a minute, and in random ones of at most a minute. Not of a whole one: Node's next tick is due
 * five minutes after the last one came, so it would always be due just behind a step, while the next is being taken.
 */
const WALKS = [
  Array.from({ length: 41 }, () => 59_000),
  ...fc.sample(fc.array(fc.double({ min: 1, max: MINUTE_MS, noNaN: true }), { minLength: 400, maxLength: 400 }), {
    numRuns: 2,
    seed: 12,
  }),
];

async function everyTimerFiresOnce(program: Program): Promise<void> {
  for (const steps of WALKS) {
    const child = startChild(program.command, program.parameters);
    const first = parse(await child.said("listening"));
    const clock = await opened(child.pid, { wallStartMs: WORLD_START - first.wallMs });
    const due = await walk(program, child, clock, steps);
    const port = first.what.split("-")[1];
    const answer = parse(`now ${await (await fetch(`http://127.0.0.1:${port}/`)).text()}`);
    expect(clock.lost).toBeUndefined();

    // By the process's own clock, which has run on a little, one tick more may have been due.
    const said = child.lines.slice(1, 1 + due.size).map(parse);
    expect(said.map(({ what }) => what)).toEqual([...due].sort(([, a], [, b]) => a - b).map(([what]) => what));
    for (const { what, wallMs, sinceStartMs } of said) {
      // Nothing is early; what is late is so by a step, and the machine's own time.
      expect(sinceStartMs).toBeGreaterThanOrEqual((due.get(what) ?? Number.NaN) - 1);
      expect(wallMs).toBeGreaterThanOrEqual(WORLD_START + (due.get(what) ?? Number.NaN) - first.sinceStartMs - 1);
    }
    expect(answer.wallMs).toBeGreaterThanOrEqual(WORLD_START + END_MS);
    expect(answer.sinceStartMs).toBeGreaterThanOrEqual(END_MS);
    child.process.kill("SIGKILL");
  }
}

const TIMERS: readonly [string, number][] = [
  ["timer", 7 * MINUTE_MS],
  ["deadline", 11 * MINUTE_MS],
  ["after", 13 * MINUTE_MS],
];

test.runIf(LINUX_X64)(
  `Node: intervals, timers and signals with a time-out fire once and in order${LINUX_X64 ? "" : " (skipped: needs Linux on x64)"}`,
  () =>
    everyTimerFiresOnce({
      command: process.execPath,
      parameters: [`${FIXTURES}/waits.mjs`],
      timers: new Map(TIMERS),
      ticksFrom: "came",
    }),
);

/** The world waits forty-one minutes in one go; its pace finds the steps. */
async function everyTickHasItsTime(command: string): Promise<void> {
  const pace = new ForeignPace(WORLD_START);
  const clock = new VirtualClock({ name: "tickers", epochMs: WORLD_START, pace });
  const child = startChild(command, []);
  await child.said("listening");
  const { wallStartMs } = pace;
  const processClock = await opened(child.pid, { wallStartMs });
  await pace.add(processClock, wallStartMs);
  await clock.drive(() => clock.sleep(END_MS + MINUTE_MS, "forty-one minutes"));
  expect(processClock.isConfirmed).toBe(true);
  for (let tick = 1; tick <= 8; tick++) {
    const { wallMs, sinceStartMs } = parse(await child.said(`tick-${tick} `));
    expect(sinceStartMs).toBeGreaterThanOrEqual(tick * TICK_MS - 1);
    // Found by its timer, so it is not later than the shortest step; the machine's own time is in both.
    expect(sinceStartMs).toBeLessThan(tick * TICK_MS + MINUTE_MS / 2);
    expect(wallMs).toBeLessThan(WORLD_START + tick * TICK_MS + MINUTE_MS / 2);
  }
  expect(pace.report).toMatchObject({ overdue: [], lost: [] });
}

test.runIf(GO_WORKS)(
  `Go: a world that waits forty-one minutes meets every tick at its time${GO_WORKS ? "" : " (skipped: needs go on PATH and Linux on x64)"}`,
  () => withGoProgram("go-waits", everyTickHasItsTime),
  180_000,
);

test.runIf(GO_WORKS)(
  `Go: tickers, timers, deadlines, AfterFunc and Sleep fire once and in order${GO_WORKS ? "" : " (skipped: needs go on PATH and Linux on x64)"}`,
  () =>
    withGoProgram("go-waits", (command) =>
      everyTimerFiresOnce({
        command,
        parameters: [],
        timers: new Map([...TIMERS, ["slept", 17 * MINUTE_MS]]),
        ticksFrom: "due",
      }),
    ),
  180_000,
);
