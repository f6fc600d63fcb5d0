import type { IHasher } from "hash-wasm";
import type { Content } from "../../../network/content.ts";

/** xxHash without a seed (https://github.com/Cyan4973/xxHash); `XXHASH3` is its variant of 64 bits. */
export const XXHASH_ALGORITHMS = ["XXHASH64", "XXHASH3", "XXHASH128"] as const;
export type XxhashAlgorithm = (typeof XXHASH_ALGORITHMS)[number];

let hashers: Readonly<Record<XxhashAlgorithm, IHasher>> | undefined;

/** Loads what computes them; few need it. */
export async function loadXxhash(): Promise<void> {
  if (hashers) return;
  const { createXXHash64, createXXHash3, createXXHash128 } = await import("hash-wasm");
  const [XXHASH64, XXHASH3, XXHASH128] = await Promise.all([createXXHash64(), createXXHash3(), createXXHash128()]);
  hashers = { XXHASH64, XXHASH3, XXHASH128 };
}

/** Big-endian. Only once it is loaded: who calls knows beforehand what a request will need (needs-xxhash.ts). */
export function xxhashDigest(algorithm: XxhashAlgorithm, data: Pick<Content, "show">): Buffer {
  if (!hashers) throw new Error(`${algorithm} was needed before it was loaded`);
  const hasher = hashers[algorithm].init();
  data.show((piece) => void hasher.update(piece));
  return Buffer.from(hasher.digest("binary"));
}
