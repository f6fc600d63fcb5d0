const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** `new java.util.Random(seed).nextDouble()`. */
export function javaRandom(seed: bigint): number {
  const first = advance((seed ^ MULTIPLIER) & MASK);
  const second = advance(first);
  // 26 bits of the first draw, 27 of the second.
  return Number(((first >> 22n) << 27n) + (second >> 21n)) / 2 ** 53;
}

function advance(state: bigint): bigint {
  return (state * MULTIPLIER + 0xbn) & MASK;
}
