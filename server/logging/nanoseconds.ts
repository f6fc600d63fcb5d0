/** A duration as the log shows it: an integer of nanoseconds (docs/contract/logs.md, head). */
export function nanoseconds(ms: number): number {
  return Math.round(ms * 1_000_000);
}
