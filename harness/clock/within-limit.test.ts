import { close, open } from "node:inspector";
import { expect, onTestFinished, test } from "vitest";
import { machineTime } from "./machine-time.ts";
import { withinLimit } from "./within-limit.ts";

const never = new Promise<void>(() => {});

test("real work that does not settle is named", async () => {
  await expect(withinLimit(1, never, () => "the work of nobody")).rejects.toThrow("the work of nobody");
});

test("while a debugger may stop the thread there is no limit", async () => {
  open(0, "127.0.0.1");
  onTestFinished(() => close());
  const { promise, resolve } = Promise.withResolvers<void>();
  const waited = withinLimit(1, promise, () => "too late").then(() => "settled");
  // Far more turns than the limit has: it has passed when the last is over.
  for (let turn = 0; turn < 20; turn++) {
    const limit = Promise.withResolvers<void>();
    machineTime.setTimeout(limit.resolve, 1);
    await limit.promise;
  }
  resolve();
  expect(await waited).toBe("settled");
});
