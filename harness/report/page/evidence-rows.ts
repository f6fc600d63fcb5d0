import type { RecordedResult } from "../kept-runs/recorded-event.ts";
import { wordsOf } from "./words.ts";

export type EvidenceMark = "different" | "not comparable" | "same";

/** One field of an incident's evidence beside what the run has in its place. */
export interface EvidenceRow {
  readonly field: string;
  readonly mark: EvidenceMark;
  /** Absent where the record has only a count of it, or its reason. */
  readonly evidence?: string;
  readonly found?: string;
  /** Why it cannot be compared. */
  readonly reason?: string;
  /** File and line that state it. */
  readonly place?: string;
}

/** All fields, what differs first. */
export function evidenceRows(evidence: NonNullable<RecordedResult["evidence"]>): EvidenceRow[] {
  const { different, notComparable, agreed = [] } = evidence;
  return [
    ...different.map(({ field, expected, found, place }): EvidenceRow => {
      return { field, mark: "different", evidence: expected, found, ...(place !== undefined && { place }) };
    }),
    ...notComparable.map(({ field, reason, expected, found }): EvidenceRow => {
      return {
        field,
        mark: "not comparable",
        reason,
        ...(expected !== undefined && { evidence: expected }),
        ...(found !== undefined && { found }),
      };
    }),
    ...agreed.map(({ field, value, place }): EvidenceRow => {
      return { field, mark: "same", evidence: value, found: value, ...(place !== undefined && { place }) };
    }),
  ];
}

/** Rows in which each word stands; `s:different`, `s:same`, `s:not` by their marks, and `-` turns a word round. */
export function filteredEvidence(rows: readonly EvidenceRow[], filter: string): readonly EvidenceRow[] {
  const words = wordsOf(filter);
  return rows.filter((row) => words.every((word) => holds(row, word)));
}

function holds(row: EvidenceRow, word: string): boolean {
  if (word.length > 1 && word.startsWith("-")) return !holds(row, word.slice(1));
  if (word.startsWith("s:")) return row.mark.startsWith(word.slice(2));
  return Object.values(row).some((text) => String(text).toLowerCase().includes(word));
}
