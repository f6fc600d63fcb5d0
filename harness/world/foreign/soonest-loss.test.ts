import { expect, test } from "vitest";
import { soonestLoss } from "./soonest-loss.ts";

const server = new Error("the server has ended");
const database = new Error("the database has ended");

/** A loss that is told now, or only once the other has been. */
function losses(): { needed: Promise<never>; own: Promise<never>; lose(order: readonly ("needed" | "own")[]): void } {
  const [needed, own] = [Promise.withResolvers<never>(), Promise.withResolvers<never>()];
  const ends = { needed: () => needed.reject(database), own: () => own.reject(server) };
  const lose = ([first, ...rest]: readonly ("needed" | "own")[]): void => {
    if (first === undefined) return;
    ends[first]();
    setImmediate(() => lose(rest));
  };
  return { needed: needed.promise, own: own.promise, lose };
}

test.each([
  [["own"], server],
  [["needed"], database],
  [["needed", "own"], database],
  [["own", "needed"], database],
] as const)("of %j the cause is told", async (order, cause) => {
  const { needed, own, lose } = losses();
  const { lost } = soonestLoss([needed], own);
  lose(order);
  await expect(lost).rejects.toBe(cause);
});

test("where nothing can be lost nobody waits for it", () => {
  expect(soonestLoss([])).toEqual({});
});
