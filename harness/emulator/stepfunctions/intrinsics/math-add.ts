import { type Intrinsic, IntrinsicError, integerArgument } from "./intrinsic.ts";

/** States.MathAdd(a, b) → the sum of both, each rounded half up first (recorded: test_math_add). */
export const mathAdd: Intrinsic = {
  minimumArguments: 2,
  maximumArguments: 2,
  evaluate([left, right]) {
    const sum = integerArgument(left) + integerArgument(right);
    if ((sum | 0) !== sum) throw new IntrinsicError(`${sum} has more than 32 bits`);
    return sum;
  },
};
