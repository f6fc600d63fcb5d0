import { type Intrinsic, integerArgument } from "./intrinsic.ts";

/** States.MathAdd(a, b) → the sum of both, each rounded half up first (recorded: test_math_add). */
export const mathAdd: Intrinsic = {
  minimumArguments: 2,
  maximumArguments: 2,
  evaluate: ([left, right]) => integerArgument(left) + integerArgument(right),
};
