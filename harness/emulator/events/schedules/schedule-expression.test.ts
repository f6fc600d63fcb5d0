import { expect, test } from "vitest";
import { compileSchedule } from "./schedule-expression.ts";

/** A Wednesday. */
const NOW = Date.UTC(2025, 11, 3, 10);

/** The next times, to the minute. */
function next(expression: string, count: number): string[] {
  const schedule = compileSchedule(expression, NOW);
  const times: string[] = [];
  for (let at: number | undefined = NOW; schedule && times.length < count; ) {
    at = schedule(at);
    if (at === undefined) break;
    times.push(new Date(at).toISOString().slice(0, 16));
  }
  return times;
}

// The examples of https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html, and each wildcard.
test.each([
  ["rate(5 minutes)", ["2025-12-03T10:05", "2025-12-03T10:10"]],
  ["rate(1 hour)", ["2025-12-03T11:00", "2025-12-03T12:00"]],
  ["rate(7 days)", ["2025-12-10T10:00", "2025-12-17T10:00"]],
  ["cron(0 10 * * ? *)", ["2025-12-04T10:00", "2025-12-05T10:00"]],
  ["cron(15 12 * * ? *)", ["2025-12-03T12:15", "2025-12-04T12:15"]],
  ["cron(0 18 ? * MON-FRI *)", ["2025-12-03T18:00", "2025-12-04T18:00", "2025-12-05T18:00", "2025-12-08T18:00"]],
  ["cron(0 8 1 * ? *)", ["2026-01-01T08:00", "2026-02-01T08:00"]],
  ["cron(0/20 * ? * MON-FRI *)", ["2025-12-03T10:20", "2025-12-03T10:40", "2025-12-03T11:00"]],
  ["cron(0 9 ? * 2#1 *)", ["2026-01-05T09:00", "2026-02-02T09:00"]],
  [
    "cron(0/30 22-1 ? * 4 *)",
    ["2025-12-03T22:00", "2025-12-03T22:30", "2025-12-03T23:00", "2025-12-03T23:30", "2025-12-10T00:00"],
  ],
  ["cron(0 0 L * ? *)", ["2025-12-31T00:00", "2026-01-31T00:00", "2026-02-28T00:00"]],
  ["cron(0 0 LW * ? *)", ["2025-12-31T00:00", "2026-01-30T00:00"]],
  ["cron(0 0 1W * ? 2026)", ["2026-01-01T00:00", "2026-02-02T00:00", "2026-03-02T00:00"]],
  ["cron(0 0 ? * 6L *)", ["2025-12-26T00:00", "2026-01-30T00:00"]],
  ["cron(0 0 ? * L *)", ["2025-12-06T00:00", "2025-12-13T00:00"]],
  ["cron(0 0 29 FEB ? *)", ["2028-02-29T00:00"]],
  ["cron(0 0 1,15 1/6 ? 2027)", ["2027-01-01T00:00", "2027-01-15T00:00", "2027-07-01T00:00"]],
  ["cron(0 0 1 1 ? 2020)", []],
  ["cron(0 0 30 2 ? *)", []],
])("%s", (expression, times) => {
  expect(compileSchedule(expression, NOW)).toBeTypeOf("function");
  expect(next(expression, Math.max(1, times.length))).toEqual(times);
});

test.each([
  ...["", "5 minutes", "rate(0 minutes)", "rate(1 minutes)", "rate(5 minute)", "rate(-1 days)", "rate(1.5 hours)"],
  ...["rate(5 weeks)", "cron()", "cron(* * * * *)", "cron(* * * * * *)", "cron(* * ? * ? *)", "cron(60 * * * ? *)"],
  ...["cron(* 24 * * ? *)", "cron(* * 32 * ? *)", "cron(* * * 13 ? *)", "cron(* * ? * 8 *)", "cron(* * * * ? 1969)"],
  ...["cron(0/0 * * * ? *)", "cron(a * * * ? *)", "cron(* * 0W * ? *)", "cron(* * ? * 2#6 *)", "cron(1-2-3 * * * ? *)"],
])("'%s' is no schedule", (expression) => {
  expect(compileSchedule(expression, NOW)).toBeUndefined();
});
