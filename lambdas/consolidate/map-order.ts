/** As many entries as Go's maps keep in one group. */
const GROUP = 8;

/**
 * The values of a Go map in the order in which a loop sees them: of up to eight a rotation of the order in which they were
 * put in, because the loop begins at any of the eight places of their group; of more any order
 * (docs/contract/pipeline.md 4.4; recordings consolidate-six-assets-*).
 */
export function inMapOrder<T>(values: readonly T[], random: (exclusiveMax: number) => number): readonly T[] {
  if (values.length < 2) return values;
  if (values.length > GROUP) return shuffled(values, random);
  const place = random(GROUP);
  const start = place < values.length ? place : 0;
  return [...values.slice(start), ...values.slice(0, start)];
}

function shuffled<T>(values: readonly T[], random: (exclusiveMax: number) => number): readonly T[] {
  const left = [...values];
  return values.flatMap(() => left.splice(random(left.length), 1));
}
