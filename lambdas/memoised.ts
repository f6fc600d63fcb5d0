import type { LambdaDependencies } from "./ports.ts";

/** The result of work that depends on nothing but its name and `input`; from memory, where there is one. */
export function rememberedWork<T>(
  { remembered }: LambdaDependencies,
  work: string,
  input: Buffer,
  perform: () => Promise<T>,
): Promise<T> {
  return remembered ? remembered(work, input, perform) : perform();
}
