import { expect, test } from "vitest";
import { DeadlockError } from "../../errors.ts";
import { VirtualClock } from "../../virtual-clock.ts";
import { ForeignPace } from "../foreign-pace.ts";
import { EPOCH, type ForeignWorld, HOP_MS, withForeignServer } from "./foreign-world.ts";

const LINUX_X64 = process.platform === "linux" && process.arch === "x64";
const WITHOUT = LINUX_X64 ? "" : " (skipped: needs Linux on x64)";
const onLinux = test.runIf(LINUX_X64);
const MINUTE_MS = 60_000;

onLinux(`server and world have one time: whoever hears from the other is not behind${WITHOUT}`, async () => {
  await withForeignServer(async ({ clock, hops, ask, pace }) => {
    for (let request = 0; request < 5; request++) {
      await clock.sleep(10 * MINUTE_MS, "ten minutes");
      const asked = clock.now();
      const [answered, finished] = (await ask("hop")).split(" ").map(Number);
      const hop = hops.at(-1);
      const instants = [
        asked,
        hop?.sentMs ?? 0,
        hop?.cameMs ?? 0,
        (hop?.cameMs ?? 0) + HOP_MS,
        answered,
        finished,
        clock.now(),
      ];
      // A process's clock tells whole milliseconds, the world's parts of them.
      const floors = instants.map((instant) => Math.floor(instant ?? 0));
      expect(floors).toEqual(floors.toSorted((a, b) => a - b));
    }
    expect(pace.report.overdue).toEqual([]);
    expect(pace.report.pulledMs).toBeGreaterThan(0);
  });
});

onLinux(
  `forty minutes: every tick of a five-minute ticker is a hop at its time, once and in order${WITHOUT}`,
  async () => {
    await withForeignServer(async ({ clock, hops, ask }) => {
      await ask(`tick/${5 * MINUTE_MS}`);
      const from = clock.now();
      await clock.sleep(41 * MINUTE_MS, "forty-one minutes");
      expect(hops.map(({ what }) => what)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((tick) => `tick-${tick}`));
      for (const [index, { cameMs }] of hops.entries()) {
        expect(cameMs).toBeGreaterThanOrEqual(from + (index + 1) * 5 * MINUTE_MS - 1);
      }
    });
  },
);

onLinux(`three weeks: leaps grow while nobody asks, and a ticker of twenty days has its tick${WITHOUT}`, async () => {
  await withForeignServer(async ({ clock, hops, ask, pace }) => {
    const day = 24 * 60 * MINUTE_MS;
    await ask(`tick/${20 * day}`);
    const from = clock.now();
    await clock.sleep(21 * day, "three weeks");
    expect(pace.report.lost).toEqual([]);
    expect(hops.map(({ what }) => what)).toEqual(["tick-1"]);
    for (const [index, { cameMs }] of hops.entries()) {
      const lateMs = cameMs - from - (index + 1) * 20 * day;
      expect(lateMs).toBeGreaterThanOrEqual(-1);
      expect(lateMs).toBeLessThan((index + 1) * day);
    }
  });
});

onLinux(`a faster ticker than the longest step keeps its ticks, because its timer is seen${WITHOUT}`, async () => {
  await withForeignServer(
    async ({ clock, hops, ask, pace }) => {
      await ask("tick/20000");
      await clock.sleep(5 * MINUTE_MS + 10_000, "five minutes");
      expect(pace.report.lost).toEqual([]);
      expect(hops.length).toBeGreaterThanOrEqual(14);
      expect(hops.length).toBeLessThanOrEqual(15);
    },
    { shortestStepMs: 1000 },
  );
});

onLinux(
  `time stands still while a request is inside and computes, and goes on while its hop is under way${WITHOUT}`,
  async () => {
    const story = async ({ clock, ask }: ForeignWorld): Promise<void> => {
      const order: string[] = [];
      const noting = async (what: string, work: Promise<unknown>): Promise<void> => {
        await work;
        order.push(what);
      };
      await Promise.all([noting("computed", ask("compute/300")), noting("timer", clock.sleep(100, "a timer"))]);
      await Promise.all([noting("hop", ask("hop")), noting("timer", clock.sleep(100, "a timer"))]);
      expect(order).toEqual(["computed", "timer", "timer", "hop"]);
    };
    // The limit is for those that sleep.
    await withForeignServer(story, { busyLimitMs: 50 });
  },
);

onLinux(`hops of one request at the same time take the time of one${WITHOUT}`, async () => {
  await withForeignServer(async ({ clock, hops, ask }) => {
    await ask("quick");
    const from = clock.now();
    await ask("hops");
    expect(hops.map(({ what }) => what).toSorted()).toEqual(["hop-1", "hop-2", "hop-3"]);
    expect(clock.now() - from).toBeGreaterThanOrEqual(HOP_MS);
  });
});

onLinux(`what a server does after its answer happens before the world settles${WITHOUT}`, async () => {
  await withForeignServer(async ({ clock, hops, ask }) => {
    expect(await ask("later")).toBe("accepted");
    await clock.settle();
    expect(hops.map(({ what }) => what)).toEqual(["later"]);
  });
});

onLinux(`a back-off inside a request is gone through in steps, and named in the report${WITHOUT}`, async () => {
  await withForeignServer(
    async ({ clock, ask, pace }) => {
      const from = clock.now();
      expect(Number(await ask("back-off/90000"))).toBeGreaterThanOrEqual(90_000);
      expect(clock.now() - from).toBeGreaterThanOrEqual(90_000);
      const { overdue } = pace.report;
      expect(overdue.map(({ label }) => label)).toEqual(["back-off/90000"]);
      expect(overdue[0]?.virtualMs).toBeGreaterThan(60_000);
    },
    { busyLimitMs: 50 },
  );
});

onLinux(`a time-out of the world strikes while a request hangs; one that never ends is named${WITHOUT}`, async () => {
  const hang = withForeignServer(
    async ({ clock, ask }) => {
      const hanging = ask("never");
      const struck = await Promise.race([hanging, clock.sleep(30_000, "time-out").then(() => clock.now() - EPOCH)]);
      expect(Number(struck)).toBeGreaterThanOrEqual(30_000);
      expect(Number(struck)).toBeLessThan(60_000);
      await hanging;
    },
    { busyLimitMs: 50 },
  );
  await expect(hang).rejects.toThrow(new DeadlockError("'never': no answer in an hour of the world's time"));
});

onLinux(
  `a process that is gone has no part in the world's time any more, and the report says so${WITHOUT}`,
  async () => {
    await withForeignServer(async ({ clock, ask, pace }) => {
      await clock.sleep(MINUTE_MS, "a minute");
      expect(pace.report.lost).toEqual([]);
      await expect(ask("exit")).rejects.toThrow("fetch failed");
      const from = clock.now();
      await clock.sleep(MINUTE_MS, "a minute");
      expect(clock.now() - from).toBeGreaterThanOrEqual(MINUTE_MS);
      expect(pace.report.lost).toEqual([expect.stringMatching(/^(?:the memory of )?process \d+ .*has ended/)]);
    });
  },
);

test("a world with a pace and no process behaves as one without", async () => {
  const orders = [undefined, new ForeignPace(EPOCH)].map(async (pace) => {
    const clock = new VirtualClock({ name: "test", epochMs: EPOCH, ...(pace && { pace }) });
    const seen: string[] = [];
    await clock.drive(async () => {
      const worker = async (): Promise<void> => {
        for (;;) {
          await clock.sleep(70, "round", { background: true });
          seen.push(`round at ${clock.elapsedMs}`);
        }
      };
      void clock.spawn("worker", worker, { background: true });
      void clock.spawn("other", async () => {
        await clock.sleep(200, "other");
        seen.push(`other at ${clock.elapsedMs}`);
      });
      await clock.run("work", 100, () => new Promise((resolve) => setImmediate(resolve)));
      seen.push(`work at ${clock.elapsedMs}`);
      await clock.settle();
      seen.push(`settled at ${clock.elapsedMs}`);
    });
    return seen;
  });
  expect(await orders[1]).toEqual(await orders[0]);
  expect(await orders[0]).toContain("settled at 200");
});

test("a story that waits for nobody is a deadlock with a pace too", async () => {
  const clock = new VirtualClock({ name: "test", epochMs: EPOCH, pace: new ForeignPace(EPOCH) });
  await expect(clock.drive(() => new Promise(() => {}))).rejects.toThrow(DeadlockError);
});
