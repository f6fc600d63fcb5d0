import type { AwsFunction } from "./aws-function.ts";

/** $shuffle(array), as JSONata has it, but by the world's random stream. */
export const shuffle: AwsFunction = {
  signature: "<a:a>",
  call(tools, array) {
    if (!Array.isArray(array)) return undefined;
    const shuffled: unknown[] = [...(array as unknown[])];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = tools.random.integer(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
    }
    return shuffled;
  },
};
