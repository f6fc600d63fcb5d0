import type { Difference } from "./compare.ts";
import { matchesGlob } from "./glob.ts";
import type { LedgerEntry } from "./ledger.ts";
import { onOneLine } from "./one-line.ts";

const DAY_MS = 86_400_000;

/** Applies the ledger to the differences of a run and remembers which entries were needed. */
export class LedgerJudgement {
  readonly #entries: readonly LedgerEntry[];
  readonly #used = new Set<string>();

  constructor(entries: readonly LedgerEntry[]) {
    this.#entries = entries;
  }

  /** Ids of all entries that tolerate the difference; each counts as used. */
  toleratedBy(difference: Difference): readonly string[] {
    const ids = this.#entries.filter((entry) => tolerates(entry, difference)).map(({ id }) => id);
    for (const id of ids) this.#used.add(id);
    return ids;
  }

  /**
   * What is wrong with the ledger itself, one sentence each. An entry counts as unused only when all scenarios that it
   * matches ran: `ran` are the scenarios of this run, `all` all that exist. `now` is in milliseconds since the epoch.
   */
  failures(options: { ran: readonly string[]; all: readonly string[]; now: number }): readonly string[] {
    return this.#entries.flatMap((entry) => {
      const unused = this.#used.has(entry.id) ? [] : unusedOf(entry, options);
      const expired = Date.parse(`${entry.expires}T00:00:00Z`) + DAY_MS <= options.now;
      return [
        ...unused,
        ...(expired ? [`'${entry.id}' has expired on ${entry.expires}: look whether it still holds.`] : []),
      ];
    });
  }
}

function tolerates(entry: LedgerEntry, { scenario, path, embedded, other }: Difference): boolean {
  return (
    concerns(entry, scenario) &&
    matchesGlob(entry.path, path) &&
    matchesValue(entry.embedded, onOneLine(embedded)) &&
    matchesValue(entry.other, onOneLine(other))
  );
}

/** A value has no path steps, so one star means the same as two. */
function matchesValue(pattern: string | undefined, value: string): boolean {
  return pattern === undefined || matchesGlob(pattern.replaceAll(/\*+/g, "**"), value);
}

function unusedOf(entry: LedgerEntry, { ran, all }: { ran: readonly string[]; all: readonly string[] }): string[] {
  const about = all.filter((scenario) => concerns(entry, scenario));
  if (about.length === 0) return [`'${entry.id}' names no scenario that there is.`];
  if (about.some((scenario) => !ran.includes(scenario))) return [];
  return [`'${entry.id}' is unused: no difference matches it any more.`];
}

function concerns(entry: LedgerEntry, scenario: string): boolean {
  return entry.scenarios.some((pattern) => matchesGlob(pattern, scenario));
}
