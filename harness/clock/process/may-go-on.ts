/** What is known of the processes of a world at one moment; spans are real milliseconds. */
export interface Activity {
  /** Requests inside the processes that they have not answered. */
  readonly requestsInside: number;
  /** Requests of theirs that the world has not answered. */
  readonly hopsUnderWay: number;
  /** Since the last request or hop began or ended. */
  readonly sinceEventMs: number;
  /** Since the last of these, or a leap of their clocks: only then can they have begun to work. */
  readonly sinceWakingMs: number;
  /** Since they were last seen at work, or woken. */
  readonly sinceWorkMs: number;
}

export interface PaceLimits {
  /** How long nobody must have worked before time goes on. */
  readonly quietMs: number;
  /** After so long a request without a hop may be waiting for a time-out or back-off of its own, if its process sleeps. */
  readonly busyLimitMs: number;
  /** After so long it will compute for ever, if its process works. */
  readonly workLimitMs: number;
}

/**
 * `go`: nobody is at work. `stand`: ask again after `forMs`, or when something happens. `overdue`: a request waits for nobody in
 * the world, longer than the limit, so time goes on in steps. `follow`: somebody works longer than the limit, so that takes the
 * time that it takes.
 */
export type Verdict =
  | { readonly kind: "go" }
  | { readonly kind: "overdue" }
  | { readonly kind: "follow" }
  | { readonly kind: "stand"; readonly forMs: number };

/**
 * Time stands still while a request is inside that waits for nobody in the world, and, when there is none, until what follows an
 * answer or a leap has come to rest.
 */
export function mayGoOn(activity: Activity, { quietMs, busyLimitMs, workLimitMs }: PaceLimits): Verdict {
  const isQuiet = activity.sinceWorkMs >= quietMs;
  const untilQuiet: Verdict = { kind: "stand", forMs: Math.max(quietMs - activity.sinceWorkMs, 0) };
  if (activity.requestsInside <= activity.hopsUnderWay) {
    if (isQuiet) return { kind: "go" };
    return activity.sinceWakingMs >= busyLimitMs ? { kind: "follow" } : untilQuiet;
  }
  const leftMs = busyLimitMs - activity.sinceEventMs;
  if (leftMs > 0) return { kind: "stand", forMs: leftMs };
  if (isQuiet) return { kind: "overdue" };
  return activity.sinceEventMs >= workLimitMs ? { kind: "follow" } : untilQuiet;
}
