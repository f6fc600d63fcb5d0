import { RandomStream } from "../../../clock/random-streams.ts";
import { type Intrinsic, IntrinsicError, truncatedArgument } from "./intrinsic.ts";

/** States.MathRandom(from, to[, seed]) → an integer in [from, to); the same seed gives the same number. */
export const mathRandom: Intrinsic = {
  minimumArguments: 2,
  maximumArguments: 3,
  evaluate([first, last, seed], tools) {
    const from = truncatedArgument(first);
    const to = truncatedArgument(last);
    if (to <= from) throw new IntrinsicError("The start must be smaller than the end");
    const stream = seed === undefined ? tools.random : new RandomStream(truncatedArgument(seed));
    return from + stream.integer(to - from);
  },
};
