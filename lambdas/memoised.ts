import type { LambdaDependencies } from "./ports.ts";

/** The result of work that depends on nothing but its name and `input`; cached where the caller gives a cache. */
export function memoised<T>(
  { memoise }: LambdaDependencies,
  work: string,
  input: Buffer,
  perform: () => Promise<T>,
): Promise<T> {
  return memoise ? memoise(work, input, perform) : perform();
}
