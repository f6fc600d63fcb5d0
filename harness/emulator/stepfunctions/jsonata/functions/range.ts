import { MAXIMUM_RANGE, memoryLimit } from "../limits.ts";
import type { AwsFunction } from "./aws-function.ts";

/**
 * $range(start, end, step): arguments rounded towards zero; nothing without a step, or one that leads away from the end
 * (measured); a single element stands for itself (recorded: test_array_range).
 */
export const range: AwsFunction = {
  signature: "<nnn?:a>",
  call(_tools, start, end, step) {
    if (start === undefined || end === undefined || step === undefined) return undefined;
    const [first, last, stride] = [start, end, step].map((value) => Math.trunc(Number(value))) as [
      number,
      number,
      number,
    ];
    if (stride === 0 || Math.sign(last - first) === -Math.sign(stride)) return undefined;
    const count = Math.floor((last - first) / stride) + 1;
    if (count > MAXIMUM_RANGE) throw memoryLimit();
    return count === 1 ? first : Array.from({ length: count }, (_, index) => first + index * stride);
  },
};
