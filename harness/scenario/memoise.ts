import { createHash } from "node:crypto";
import type { WorldOptions } from "../world/world-options.ts";

/** Answers pure work from memory when it was done before for the same bytes; failures too. */
export function rememberer(): NonNullable<WorldOptions["remembered"]> {
  const results = new Map<string, Promise<unknown>>();
  return <T>(work: string, input: Buffer, perform: () => Promise<T>): Promise<T> => {
    const key = `${work} ${createHash("sha256").update(input).digest("hex")}`;
    const result = results.get(key) ?? perform();
    results.set(key, result);
    return result as Promise<T>;
  };
}
