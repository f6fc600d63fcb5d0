/*
 * Stryker's code asks at each place whether a mutant is active, and counts each pass by the names of the place's
 * mutants. That makes decoding one photo take a minute. So it is taken apart: code that only counts, at the cost of one
 * addition, and code that only asks.
 */
const ACTIVE = /stryMutAct_9fa48\("\d+"\)/g;
const COVER = /stryCov_9fa48\("(\d+)"((?:,\s*"\d+")*)\)/g;

/** For runs in which no mutant is active. `count`: how many mutants all files have together. */
export function countingCode(code: string, count: number): string {
  const prefix =
    `globalThis.__stryker__ ??= {}; const stryPasses = globalThis.__stryker__.passes ??= new Float64Array(${count}); ` +
    "const stryPlaces = globalThis.__stryker__.places ??= {};\n";
  const counted = code.replace(ACTIVE, "false").replace(COVER, (_call, first: string, others: string) => {
    const ids = `[${first}${others.replaceAll('"', "")}]`;
    return `(stryPasses[${first}]++ || (stryPlaces[${first}] = ${ids}))`;
  });
  return prefix + counted;
}

/** For runs in which one mutant is active. */
export function switchingCode(code: string): string {
  return code.replace(COVER, "0");
}

/** What the code has counted, of a thread: mutants that share a place are passed together. */
export interface Passes {
  /** By the first mutant of a place. */
  readonly passes?: Float64Array;
  /** All mutants of a place, by its first. */
  readonly places?: Readonly<Record<string, readonly number[]>>;
}

/** Passes by mutant; without those that were never passed. */
export function passesByMutant({ passes, places = {} }: Passes): Readonly<Record<string, number>> {
  const counted = Object.entries(places).flatMap(([first, ids]) =>
    ids.map((id) => [id, passes?.[Number(first)] ?? 0] as const),
  );
  return Object.fromEntries(counted);
}
