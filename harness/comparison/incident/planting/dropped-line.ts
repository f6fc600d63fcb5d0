import type { RandomStream } from "../../../clock/random-streams.ts";
import type { Inferred } from "../inference/plan.ts";
import type { Judgement } from "../search/judge-search.ts";
import { nameOf } from "../search/world-result.ts";

/** What a search says of a report, as far as the loss of a line may change it. */
export interface Told {
  readonly judgement: Judgement;
  readonly inferred: readonly Inferred[];
}

/**
 * What the loss of a line has done. `same`: nothing. `told`: something, and the page says so, because it names further causes
 * beside the true one, infers something with another reason, or explains nothing. `silent`: another cause, and not a word.
 */
export type Loss = "same" | "told" | "silent";

export function lossOf(whole: Told, without: Told): Loss {
  const [before, after] = [causesOf(whole), causesOf(without)];
  if (before.join() === after.join()) return "same";
  const [cause] = before;
  if (after.length === 0 || (cause !== undefined && after.includes(cause))) return "told";
  return reasons(whole) === reasons(without) ? "silent" : "told";
}

function causesOf({ judgement: { explainedBy, alsoPossible } }: Told): readonly string[] {
  return [...(explainedBy ? [explainedBy] : []), ...alsoPossible].flatMap(({ first, alike }) =>
    [first, ...alike].map(nameOf),
  );
}

/** That the same was read from another key tells nobody that something is lost. */
const reasons = ({ inferred }: Told): string =>
  JSON.stringify(inferred.map(({ what, value, reason }) => [what, value, reason.replace(/^the key .*/, "a key")]));

/** Indexes of so many different lines that hold something. */
export function drawLines(lines: readonly string[], count: number, random: RandomStream): readonly number[] {
  const left = [...lines.keys()].filter((index) => (lines[index] ?? "").trim() !== "");
  const drawn: number[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(random.integer(left.length), 1));
  return drawn.toSorted((a, b) => a - b);
}
