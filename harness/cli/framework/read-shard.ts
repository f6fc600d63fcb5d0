import type { Shard } from "../../support/shard.ts";
import { UsageError } from "../../support/usage-error.ts";

/** `3/8`: the third of eight parts. Throws UsageError. */
export function readShard(text: string): Shard {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new UsageError(`--shard: "${text}" is no part like 3/8, the third of eight.`);
}
