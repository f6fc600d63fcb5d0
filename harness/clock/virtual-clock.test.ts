import { createHash, randomUUID, scrypt, scryptSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { deflateRaw } from "node:zlib";
import fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { DeadlockError, LeafError, OutsideWorldError, StrayError } from "./errors.ts";
import { installWorldGlobals } from "./globals.ts";
import { machineTime } from "./machine-time.ts";
import { RandomStreams } from "./random-streams.ts";
import { VirtualClock } from "./virtual-clock.ts";

installWorldGlobals();

const EPOCH = Date.UTC(2025, 11, 3, 10);
const newClock = (name = "test"): VirtualClock =>
  new VirtualClock({ name, epochMs: EPOCH, globalRandom: new RandomStreams(1).stream("global") });

test("thirty minutes pass without waiting, and the time is right after each wait", async () => {
  const clock = newClock();
  const times = await clock.drive(async () => {
    await clock.sleep(30 * 60_000, "half an hour");
    const half = clock.now();
    await clock.sleep(1, "a moment");
    return [half, clock.now()];
  });
  expect(times).toEqual([EPOCH + 1_800_000, EPOCH + 1_800_001]);
});

test("timers and real work are delivered in the order of a reference model, whatever the work really takes", async () => {
  const step = fc.record({
    delayMs: fc.integer({ min: 0, max: 20 }),
    real: fc.constantFrom("none", "microtask", "immediate", "file"),
  });
  const activities = fc.array(fc.array(step, { maxLength: 6 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(activities, async (plans) => {
      const clock = newClock();
      const seen: string[] = [];
      const perform = async (real: string): Promise<void> => {
        if (real === "microtask") await Promise.resolve();
        if (real === "immediate") await new Promise((resolve) => setImmediate(resolve));
        if (real === "file") await readFile(import.meta.filename);
      };
      await clock.drive(async () => {
        await Promise.all(
          plans.map((plan, actor) =>
            clock.spawn(`actor ${actor}`, async () => {
              for (const [index, { delayMs, real }] of plan.entries()) {
                await (real === "none"
                  ? clock.sleep(delayMs, "sleep")
                  : clock.run("work", delayMs, () => perform(real)));
                seen.push(`${actor}.${index}@${clock.elapsedMs}`);
              }
            }),
          ),
        );
      });
      expect(seen).toEqual(referenceOrder(plans.map((plan) => plan.map(({ delayMs }) => delayMs))));
    }),
    { numRuns: 60 },
  );
});

/** Deliveries by (due, sequence of issue), worked out without any clock. */
function referenceOrder(plans: number[][]): string[] {
  let sequence = 0;
  const issue = (actor: number, index: number, from: number) => {
    const delay = plans[actor]?.[index];
    return delay === undefined ? [] : [{ actor, index, due: from + delay, sequence: sequence++ }];
  };
  let pending = plans.flatMap((_, actor) => issue(actor, 0, 0));
  const order: string[] = [];
  while (pending.length > 0) {
    const next = pending.reduce((a, b) => (b.due < a.due || (b.due === a.due && b.sequence < a.sequence) ? b : a));
    order.push(`${next.actor}.${next.index}@${next.due}`);
    pending = [...pending.filter((entry) => entry !== next), ...issue(next.actor, next.index + 1, next.due)];
  }
  return order;
}

const cheapScrypt = (password: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, "salt", 16, { N: 256 }, (error, key) => (error ? reject(error) : resolve(key)));
  });

async function fiftyActors(): Promise<string> {
  const clock = newClock();
  const random = new RandomStreams(7);
  const hash = createHash("sha256");
  await clock.drive(async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, actor) =>
        clock.spawn(`actor ${actor}`, async () => {
          const stream = random.stream(`actor ${actor}`);
          for (let round = 0; round < 3; round++) {
            await clock.sleep(stream.integer(50), "pause");
            const pixels = stream.bytes(32 * 32 * 3);
            const result = await clock.run("work", stream.integer(30), async () => {
              if (actor % 3 === 0) {
                return sharp(pixels, { raw: { width: 32, height: 32, channels: 3 } })
                  .resize(16)
                  .jpeg()
                  .toBuffer();
              }
              if (actor % 3 === 1) return promisify(deflateRaw)(pixels);
              return await cheapScrypt(pixels.subarray(0, 16));
            });
            hash.update(`${clock.elapsedMs} ${actor} ${round} `).update(result);
          }
        }),
      ),
    );
  });
  return hash.digest("hex");
}

test("fifty actors with real sharp, deflate and scrypt work give one order and one result in 20 runs", async () => {
  const hashes = new Set<string>();
  for (let run = 0; run < 20; run++) hashes.add(await fiftyActors());
  expect([...hashes]).toHaveLength(1);
}, 60_000);

test("real asynchronous work of unmodified code holds the clock by itself", async () => {
  const order = async (): Promise<string> => {
    const clock = newClock();
    const seen: string[] = [];
    await clock.drive(async () => {
      await Promise.all(
        [0, 1, 2, 3].map((actor) =>
          clock.spawn(`actor ${actor}`, async () => {
            await clock.sleep(actor, "start");
            await readFile(import.meta.filename);
            await promisify(deflateRaw)(Buffer.alloc(1000 * (4 - actor)));
            await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
            await cheapScrypt(Buffer.from("password"));
            seen.push(`${actor}@${clock.elapsedMs}`);
            await clock.sleep(10, "end");
          }),
        ),
      );
    });
    return seen.join(" ");
  };
  expect(await order()).toBe("0@0 1@1 2@2 3@3");
  expect(await order()).toBe("0@0 1@1 2@2 3@3");
});

test("cryptographic work that is done at once does not hold the clock", async () => {
  const clock = newClock();
  const length = await clock.drive(async () => {
    const key = scryptSync("password", "salt", 8, { N: 2 });
    await clock.sleep(1, "after");
    return key.length;
  });
  expect(length).toBe(8);
});

test("work of one chain runs one at a time in the order of issue; work without a chain overlaps", async () => {
  const clock = newClock();
  let running = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => machineTime.setImmediate(resolve));
    running--;
  };
  await clock.drive(() => Promise.all([1, 2, 3].map(() => clock.run("statement", 1, work, { chain: "mysql" }))));
  expect(most).toBe(1);
  await newClock().drive(async () => {});
  const parallel = newClock();
  await parallel.drive(() => Promise.all([1, 2, 3].map(() => parallel.run("free", 1, work))));
  expect(most).toBe(3);
});

test("a deadlock names who waits for what", async () => {
  const clock = newClock("two who wait");
  const driven = clock.drive(async () => {
    void clock.spawn("producer", async () => {
      await clock.sleep(10, "warm-up");
      await new Promise(() => {});
    });
    await new Promise(() => {});
  });
  await expect(driven).rejects.toThrow(DeadlockError);
  await expect(driven).rejects.toThrow(
    "deadlock in two who wait at 2025-12-03T10:00:00.010Z: nothing runnable, no timers; " +
      "main waits for its start; producer waits for something after 'warm-up'",
  );
});

test("a wait that only a worker's endless ticking surrounds is a deadlock, not an endless run", async () => {
  const clock = newClock();
  const driven = clock.drive(async () => {
    void clock.spawn(
      "reconciler",
      async () => {
        for (;;) await clock.sleep(300_000, "until the next round", { background: true });
      },
      { background: true },
    );
    await new Promise(() => {});
  });
  await expect(driven).rejects.toThrow("only background timers are left; main waits for its start");
});

test("a modelled call inside real work is refused", async () => {
  const clock = newClock();
  await expect(clock.drive(() => clock.run("outer", 1, () => clock.sleep(1, "inner")))).rejects.toThrow(LeafError);
});

test("a call from outside the world is refused", async () => {
  const clock = newClock();
  expect(() => clock.sleep(1, "from outside")).toThrow(OutsideWorldError);
});

test("an operation woken by work that the world does not know is an error that says who and when", async () => {
  const clock = newClock();
  const driven = clock.drive(async () => {
    await clock.sleep(5, "start");
    await new Promise((resolve) => machineTime.setTimeout(resolve, 20));
    await clock.sleep(1, "after the unknown wait");
  });
  await expect(driven).rejects.toThrow(StrayError);
  await expect(driven).rejects.toThrow("'after the unknown wait' was issued by main at 2025-12-03T10:00:00.005Z");
});

test("settle waits for spawned activities and timers, and not for background ones", async () => {
  const clock = newClock();
  const seen: string[] = [];
  await clock.drive(async () => {
    void clock.spawn("execution", async () => {
      await clock.sleep(1000, "work");
      seen.push("execution");
    });
    void clock.spawn("worker", () => clock.sleep(3_600_000, "next round", { background: true }), { background: true });
    clock.timer("timer", 2000, () => seen.push("timer"));
    await clock.settle();
    seen.push(`settled@${clock.elapsedMs}`);
  });
  expect(seen).toEqual(["execution", "timer", "settled@2000"]);
});

test("a failing background activity fails the world", async () => {
  const clock = newClock();
  const driven = clock.drive(async () => {
    void clock.spawn(
      "poller",
      async () => {
        await clock.sleep(1, "first poll");
        throw new Error("the poller broke");
      },
      { background: true },
    );
    await clock.sleep(100, "scenario");
  });
  await expect(driven).rejects.toThrow("the poller broke");
});

test("a cancelled timer neither fires nor keeps the world alive", async () => {
  const clock = newClock();
  let fired = false;
  await clock.drive(async () => {
    const timer = clock.timer("token expiry", 900_000, () => {
      fired = true;
    });
    await clock.sleep(1, "work");
    timer.cancel();
  });
  expect([fired, clock.elapsedMs]).toEqual([false, 1]);
});

test("time and chance of unmodified code are the world's inside it and the machine's outside", async () => {
  const inside = (): Promise<unknown[]> => {
    const clock = newClock();
    return clock.drive(async () => {
      await new Promise((resolve) => setTimeout(resolve, 60_000));
      await promisify(setTimeout)(60_000);
      return [
        new Date().toISOString(),
        Date.now(),
        performance.now(),
        Math.random(),
        randomUUID(),
        new Date(0) instanceof Date,
      ];
    });
  };
  const first = await inside();
  expect(first.slice(0, 3)).toEqual(["2025-12-03T10:02:00.000Z", EPOCH + 120_000, 120_000]);
  expect(await inside()).toEqual(first);
  expect(Math.abs(Date.now() - machineTime.now())).toBeLessThan(1000);
  expect(randomUUID()).not.toBe(randomUUID());
});

test("two worlds at once do not see each other", async () => {
  const alone = await fiftyActors();
  const together = await Promise.all([fiftyActors(), fiftyActors()]);
  expect(together).toEqual([alone, alone]);
});

const fail = (failure: unknown): void => {
  throw failure;
};

test("a served world goes on when background work of one client fails", async () => {
  const clock = newClock();
  const stop = Promise.withResolvers<void>();
  const reported: unknown[] = [];
  const served = clock.serve(stop.promise, (failure) => reported.push(failure));
  await clock.enter("request 1", async () => {
    const background = clock.spawn("poller", () => Promise.reject(new Error("a mistake")), { background: true });
    background.catch(() => {});
  });
  await clock.enter("request 2", () => clock.sleep(5, "a moment"));
  expect(clock.elapsedMs).toBe(5);
  stop.resolve();
  await served;
  expect(reported).toEqual([new Error("a mistake")]);
});

test("a served world jumps when everything is idle and answers calls from outside", async () => {
  const clock = newClock();
  let stop = (): void => {};
  const served = clock.serve(
    new Promise((resolve) => {
      stop = resolve;
    }),
    fail,
  );
  const answers = await Promise.all([
    clock.enter("request 1", async () => {
      await clock.sleep(3_600_000, "an hour");
      return clock.elapsedMs;
    }),
    clock.enter("request 2", async () => clock.elapsedMs),
  ]);
  stop();
  await served;
  expect(answers).toEqual([3_600_000, 0]);
});

test("who waits for somebody outside is left waiting, also by those around him, and released it is a deadlock again", async () => {
  const clock = newClock();
  const seen: string[] = [];
  const approval = Promise.withResolvers<void>();
  await clock.drive(async () => {
    void clock.spawn("execution", () =>
      clock.spawn("branch", async () => {
        const release = clock.expectOutside("an approval");
        await approval.promise.finally(release);
        seen.push("approved");
      }),
    );
    await clock.settle();
    seen.push("settled");
    approval.resolve();
    await clock.settle();
  });
  expect(seen).toEqual(["settled", "approved"]);
  await expect(
    clock.drive(async () => {
      clock.expectOutside("nobody")();
      await new Promise(() => {});
    }),
  ).rejects.toThrow("nothing runnable");
});

test("a world ends although somebody outside is still waited for", async () => {
  const clock = newClock();
  await clock.drive(async () => {
    void clock.spawn("execution", async () => {
      clock.expectOutside("an approval");
      await new Promise(() => {});
    });
    await clock.sleep(1000, "the story");
  });
  expect(clock.elapsedMs).toBe(1000);
});

test("a served world answers who waits for a background timer while somebody outside is waited for", async () => {
  const clock = newClock();
  const stop = Promise.withResolvers<void>();
  const served = clock.serve(stop.promise, fail);
  await clock.enter("start", async () => {
    void clock.spawn("execution", async () => {
      clock.expectOutside("an approval");
      await new Promise(() => {});
    });
  });
  await clock.enter("long poll", () => clock.sleep(20_000, "poll", { background: true }));
  expect(clock.elapsedMs).toBe(20_000);
  stop.resolve();
  await served;
});

test("settle waits for another activity's background timer although somebody outside is waited for", async () => {
  const clock = newClock();
  await clock.drive(async () => {
    void clock.spawn("execution", async () => {
      clock.expectOutside("an approval");
      await new Promise(() => {});
    });
    void clock.spawn("long poll", () => clock.sleep(20_000, "poll", { background: true }));
    await clock.settle();
    expect(clock.elapsedMs).toBe(20_000);
  });
});
