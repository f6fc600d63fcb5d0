import { arrayArgument, type Intrinsic } from "./intrinsic.ts";

/** States.ArrayLength(array) → the number of its elements. */
export const arrayLength: Intrinsic = {
  minimumArguments: 1,
  maximumArguments: 1,
  evaluate: ([list]) => arrayArgument(list).length,
};
