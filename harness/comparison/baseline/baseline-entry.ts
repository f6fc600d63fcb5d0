/** A scenario that is known to be red on the system that a baseline belongs to. */
export interface BaselineEntry {
  /** The scenario's id: `callbacks/late`. */
  readonly scenario: string;
  /** Only where several scenarios share a file and so an id. */
  readonly title?: string | undefined;
  /** The rule that breaks, without what differs between any two runs (stable-text.ts). */
  readonly rule: string;
  /** Why it is tolerated, in a person's words. */
  readonly reason: string;
  /** The day (UTC) on which it became known, `YYYY-MM-DD`. */
  readonly since: string;
}

/** Whether the entry speaks of that scenario. */
export function concerns(
  entry: BaselineEntry,
  { id, title }: { readonly id: string; readonly title: string },
): boolean {
  return entry.scenario === id && (entry.title === undefined || entry.title === title);
}

/** The order of the file, so that a change of one entry is one place in a diff. */
export function inFileOrder(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  return entries.toSorted((a, b) => byText(a.scenario, b.scenario) || byText(a.title ?? "", b.title ?? ""));
}

/** By code units, which is the same on every machine. */
function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
