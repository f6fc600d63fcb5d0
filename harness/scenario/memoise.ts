import { createHash } from "node:crypto";
import type { WorldOptions } from "../world/world-options.ts";

/** A cache of pure work, by its name and the hash of its input. Failures are cached too. */
export function newMemoiser(): NonNullable<WorldOptions["memoise"]> {
  const results = new Map<string, Promise<unknown>>();
  return <T>(work: string, input: Buffer, perform: () => Promise<T>): Promise<T> => {
    const key = `${work} ${createHash("sha256").update(input).digest("hex")}`;
    const result = results.get(key) ?? perform();
    results.set(key, result);
    return result as Promise<T>;
  };
}
