/** Pairs of elements of two lists; one side is `undefined` where an element has no partner. */
export interface Pairing {
  readonly left: number | undefined;
  readonly right: number | undefined;
}

/** For longer lists the table of the longest common subsequence is too expensive; they are paired by position. */
const LARGEST_TABLE = 4_000_000;

/**
 * Pairs two lists so that an extra or missing element does not shift the rest: first equal elements (same fingerprint),
 * then in the gaps elements of one label, then by position. Both orders are kept.
 */
export function align(left: readonly ListElement[], right: readonly ListElement[]): Pairing[] {
  return within(range(left.length), range(right.length), (one, another) => {
    const [a, b] = [left[one], right[another]];
    return a?.fingerprint === b?.fingerprint;
  }).flatMap((gap) => {
    if ("left" in gap) return [gap];
    return within(gap.lefts, gap.rights, (one, another) => {
      const label = left[one]?.label;
      return label !== undefined && label === right[another]?.label;
    }).flatMap((inner) => ("left" in inner ? [inner] : byPosition(inner)));
  });
}

/** What the alignment compares of one element. */
export interface ListElement {
  /** Equal for elements that are the same but for the numbers of their kinds. */
  readonly fingerprint: string;
  /** What the element is called, if anything. */
  readonly label: string | undefined;
}

/** Elements between two pairs. */
interface Gap {
  readonly lefts: readonly number[];
  readonly rights: readonly number[];
}

type Same = (left: number, right: number) => boolean;

/** Pairs the longest common subsequence; what lies between its pairs comes as gaps. Equal ends are paired at once. */
function within(lefts: readonly number[], rights: readonly number[], same: Same): (Pairing | Gap)[] {
  let from = 0;
  let [leftEnd, rightEnd] = [lefts.length, rights.length];
  const alike = (i: number, j: number) => same(at(lefts, i), at(rights, j));
  while (from < leftEnd && from < rightEnd && alike(from, from)) from++;
  while (leftEnd > from && rightEnd > from && alike(leftEnd - 1, rightEnd - 1)) {
    leftEnd--;
    rightEnd--;
  }
  const result: (Pairing | Gap)[] = range(from).map((index) => ({ left: at(lefts, index), right: at(rights, index) }));
  result.push(...middle(lefts.slice(from, leftEnd), rights.slice(from, rightEnd), same));
  for (let index = 0; index < lefts.length - leftEnd; index++) {
    result.push({ left: at(lefts, leftEnd + index), right: at(rights, rightEnd + index) });
  }
  return result;
}

function middle(lefts: readonly number[], rights: readonly number[], same: Same): (Pairing | Gap)[] {
  const result: (Pairing | Gap)[] = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of commonSubsequence(lefts, rights, same)) {
    if (nextI > i || nextJ > j) result.push({ lefts: lefts.slice(i, nextI), rights: rights.slice(j, nextJ) });
    result.push({ left: at(lefts, nextI), right: at(rights, nextJ) });
    [i, j] = [nextI + 1, nextJ + 1];
  }
  if (i < lefts.length || j < rights.length) result.push({ lefts: lefts.slice(i), rights: rights.slice(j) });
  return result;
}

function commonSubsequence(lefts: readonly number[], rights: readonly number[], same: Same): [number, number][] {
  const [rows, columns] = [lefts.length, rights.length];
  if (rows === 0 || columns === 0 || rows * columns > LARGEST_TABLE) return [];
  const lengths = new Uint32Array((rows + 1) * (columns + 1));
  const length = (i: number, j: number) => lengths[i * (columns + 1) + j] ?? 0;
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      lengths[i * (columns + 1) + j] = same(at(lefts, i), at(rights, j))
        ? length(i + 1, j + 1) + 1
        : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < rows && j < columns) {
    if (same(at(lefts, i), at(rights, j))) pairs.push([i++, j++]);
    else if (length(i + 1, j) >= length(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

function byPosition({ lefts, rights }: Gap): Pairing[] {
  return range(Math.max(lefts.length, rights.length)).map((index) => ({ left: lefts[index], right: rights[index] }));
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function at(indexes: readonly number[], index: number): number {
  const found = indexes[index];
  if (found === undefined) throw new Error(`no element ${index} in a list of ${indexes.length}`);
  return found;
}
