import type { EvidenceSummary } from "../scenario/result.ts";
import type { Palette } from "../support/palette.ts";
import { printable } from "../support/printable.ts";

/** `42 fields same, 0 different, 6 not comparable`. */
export function evidenceText(evidence: EvidenceSummary): string {
  const { same, different, notComparable } = evidence;
  return `${same} ${same === 1 ? "field" : "fields"} same, ${different.length} different, ${notComparable.length} not comparable`;
}

/** Every field that differs, then every field that cannot be compared, with its reason. */
export function evidenceDetails(evidence: EvidenceSummary, paint: Palette): readonly string[] {
  return [
    ...evidence.different.map(
      ({ field, expected, found }) =>
        `${paint.red("≠")} ${field}: expected ${printable(expected)}, found ${printable(found)}`,
    ),
    ...evidence.notComparable.map(({ field, reason }) => paint.dim(`? ${field}: ${printable(reason)}`)),
  ];
}
