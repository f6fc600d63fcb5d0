import fc from "fast-check";
import { expect, test } from "vitest";
import { type Activity, mayGoOn } from "./may-go-on.ts";

const LIMITS = { quietMs: 5, busyLimitMs: 5000, workLimitMs: 50_000 };
const AT_REST: Activity = {
  requestsInside: 0,
  hopsUnderWay: 0,
  sinceEventMs: 60_000,
  sinceWakingMs: 60_000,
  sinceWorkMs: 60_000,
};
const just = { sinceEventMs: 1, sinceWakingMs: 1, sinceWorkMs: 1 };

test.each<[string, Partial<Activity>, unknown]>([
  ["nobody does anything", {}, { kind: "go" }],
  ["an answer came just now", just, { kind: "stand", forMs: 4 }],
  ["a leap woke them just now", { sinceWakingMs: 2, sinceWorkMs: 2 }, { kind: "stand", forMs: 3 }],
  ["somebody was seen at work", { sinceWakingMs: 900, sinceWorkMs: 0 }, { kind: "stand", forMs: 5 }],
  ["somebody works on and on without a request", { sinceWorkMs: 0 }, { kind: "follow" }],
  ["a request is inside", { requestsInside: 1, ...just }, { kind: "stand", forMs: 4999 }],
  [
    "a request is inside and its process sleeps",
    { requestsInside: 1, sinceEventMs: 4000 },
    { kind: "stand", forMs: 1000 },
  ],
  ["a request is inside and waits for the world", { requestsInside: 1, hopsUnderWay: 1 }, { kind: "go" }],
  [
    "one of two requests waits for the world",
    { requestsInside: 2, hopsUnderWay: 1, ...just },
    { kind: "stand", forMs: 4999 },
  ],
  ["a request without a hop is overdue", { requestsInside: 1, sinceEventMs: 5000 }, { kind: "overdue" }],
  [
    "the first step has just woken it",
    { requestsInside: 1, sinceEventMs: 9000, sinceWakingMs: 1, sinceWorkMs: 1 },
    { kind: "stand", forMs: 4 },
  ],
  [
    "a request computes beyond the limit",
    { requestsInside: 1, sinceEventMs: 9000, sinceWorkMs: 0 },
    { kind: "stand", forMs: 5 },
  ],
  ["a request computes for ever", { requestsInside: 1, sinceWorkMs: 0 }, { kind: "follow" }],
])("when %s", (_, activity, verdict) => {
  expect(mayGoOn({ ...AT_REST, ...activity }, LIMITS)).toEqual(verdict);
});

const span = fc.nat({ max: 12_000 });
const anyActivity = fc.record({
  requestsInside: fc.nat({ max: 3 }),
  hopsUnderWay: fc.nat({ max: 3 }),
  sinceEventMs: span,
  sinceWakingMs: span,
  sinceWorkMs: span,
});

test("time never goes on before it was quiet, and never stands longer than the limits say", () => {
  fc.assert(
    fc.property(anyActivity, (activity) => {
      const verdict = mayGoOn(activity, LIMITS);
      if (verdict.kind === "go" || verdict.kind === "overdue") expect(activity.sinceWorkMs).toBeGreaterThanOrEqual(5);
      if (verdict.kind === "stand") expect(verdict.forMs).toBeLessThanOrEqual(LIMITS.busyLimitMs);
      if (activity.requestsInside > activity.hopsUnderWay && activity.sinceEventMs < 5000) {
        expect(verdict.kind).toBe("stand");
      }
    }),
  );
});
