import { MAXIMUM_RANGE_ELEMENTS } from "../limits.ts";
import { type Intrinsic, IntrinsicError, truncatedArgument } from "./intrinsic.ts";

/** States.ArrayRange(first, last, step) → the numbers from `first` to `last`, both included. */
export const arrayRange: Intrinsic = {
  minimumArguments: 3,
  maximumArguments: 3,
  evaluate([first, last, by]) {
    const from = truncatedArgument(first);
    const to = truncatedArgument(last);
    const step = truncatedArgument(by);
    if (step === 0) throw new IntrinsicError("The step must not be 0");
    const count = Math.max(0, Math.floor((to - from) / step) + 1);
    if (count > MAXIMUM_RANGE_ELEMENTS) {
      throw new IntrinsicError(`The range has ${count} elements; the maximum is ${MAXIMUM_RANGE_ELEMENTS}`);
    }
    return Array.from({ length: count }, (_, index) => from + index * step);
  },
};
