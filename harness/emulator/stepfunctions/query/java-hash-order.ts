/** Initial size and load factor of java.util.HashMap. */
const INITIAL_BUCKETS = 16;
const LOAD_FACTOR = 0.75;

/** The keys in the order in which a java.util.HashMap walks over them. */
export function javaHashOrder(keys: readonly string[]): string[] {
  let buckets = INITIAL_BUCKETS;
  while (keys.length > buckets * LOAD_FACTOR) buckets *= 2;
  const bucketOf = (key: string): number => {
    const hash = javaHash(key);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  return [...keys].sort((left, right) => bucketOf(left) - bucketOf(right));
}

function javaHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}
