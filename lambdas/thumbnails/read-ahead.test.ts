import { expect, test } from "vitest";
import { ReadAhead } from "./read-ahead.ts";

test("results come in order, and never more than the depth is being worked on", async () => {
  let working = 0;
  let most = 0;
  const started: number[] = [];
  const ahead = new ReadAhead([1, 2, 3, 4], 2, async (item) => {
    started.push(item);
    most = Math.max(most, ++working);
    await Promise.resolve();
    working--;
    return item * 10;
  });
  expect(started).toEqual([1, 2]);
  expect(await ahead.next()).toBe(10);
  expect(started).toEqual([1, 2, 3]);
  expect([await ahead.next(), await ahead.next(), await ahead.next()]).toEqual([20, 30, 40]);
  expect(most).toBe(2);
  await expect(ahead.next()).rejects.toThrow("more often than there are items");
});
