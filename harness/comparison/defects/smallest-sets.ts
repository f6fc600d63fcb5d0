/**
 * All minimal subsets of `universe` for which `holds` is true, smallest first. Assumes that what holds for a set holds
 * for every larger one. Then every element that the universe needs is in every minimal set. No other minimal set is
 * missed either: a set not found yet lacks an element of each set found so far, so the search goes on without such
 * elements (Reiter's hitting-set tree).
 */
export async function smallestSets<T>(
  universe: readonly T[],
  holds: (set: readonly T[]) => Promise<boolean>,
): Promise<readonly (readonly T[])[]> {
  if (!(await holds(universe))) return [];
  const needed: T[] = [];
  for (const element of universe) {
    if (!(await holds(without(universe, new Set([element]))))) needed.push(element);
  }
  const rest = without(universe, new Set(needed));
  const ordered = (set: readonly T[]): readonly T[] => universe.filter((element) => set.includes(element));
  const choices = await hittingSets(rest, (set) => holds(ordered([...needed, ...set])));
  return choices.map((set) => ordered([...needed, ...set])).toSorted((a, b) => a.length - b.length);
}

async function hittingSets<T>(
  universe: readonly T[],
  holds: (set: readonly T[]) => Promise<boolean>,
): Promise<readonly (readonly T[])[]> {
  const found: (readonly T[])[] = [];
  const seen = new Set<string>();
  const waiting: ReadonlySet<T>[] = [new Set()];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const removed = next;
    const known = found.find((set) => set.every((element) => !removed.has(element)));
    const minimal = known ?? (await shrunk(without(universe, removed), holds));
    if (minimal === undefined) continue;
    if (known === undefined) found.push(minimal);
    for (const element of minimal) {
      const larger = new Set([...removed, element]);
      const name = [...larger]
        .map((one) => universe.indexOf(one))
        .sort()
        .join();
      if (!seen.has(name)) waiting.push(larger);
      seen.add(name);
    }
  }
  return found;
}

/** One minimal subset, found by removing one element after the other; undefined when the whole does not hold. */
async function shrunk<T>(
  whole: readonly T[],
  holds: (set: readonly T[]) => Promise<boolean>,
): Promise<readonly T[] | undefined> {
  if (await holds([])) return [];
  if (!(await holds(whole))) return undefined;
  let set = whole;
  for (const element of whole) {
    const smaller = without(set, new Set([element]));
    if (await holds(smaller)) set = smaller;
  }
  return set;
}

function without<T>(set: readonly T[], removed: ReadonlySet<T>): readonly T[] {
  return set.filter((element) => !removed.has(element));
}
