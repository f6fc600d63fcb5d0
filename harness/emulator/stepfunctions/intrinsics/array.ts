import type { Intrinsic } from "./intrinsic.ts";

/** States.Array(value, …) → the list of its arguments. */
export const array: Intrinsic = {
  minimumArguments: 0,
  maximumArguments: Number.POSITIVE_INFINITY,
  evaluate: (args) => args,
};
