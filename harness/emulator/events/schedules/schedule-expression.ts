import { compileCron } from "./cron.ts";

/** The next time after `afterMs` (milliseconds since the epoch); `undefined` when there is none any more. */
export type Schedule = (afterMs: number) => number | undefined;

const UNITS_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * `rate(5 minutes)`, counted from `fromMs`, or `cron(0 12 * * ? *)`, in UTC; `undefined` where it is neither.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function compileSchedule(expression: string, fromMs: number): Schedule | undefined {
  const cron = /^cron\((.*)\)$/.exec(expression)?.[1];
  if (cron !== undefined) return compileCron(cron);
  const [, count = "", unit = "", plural] = /^rate\(([1-9]\d{0,8}) (minute|hour|day)(s)?\)$/.exec(expression) ?? [];
  const unitMs = UNITS_MS[unit];
  // One is of the singular, more are of the plural.
  if (unitMs === undefined || (count === "1") === (plural !== undefined)) return undefined;
  const periodMs = Number(count) * unitMs;
  return (afterMs) => fromMs + (Math.max(0, Math.floor((afterMs - fromMs) / periodMs)) + 1) * periodMs;
}
