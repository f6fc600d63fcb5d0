import type { Json } from "../json/json.ts";
import { arrayArgument, type Intrinsic, IntrinsicError, integerArgument } from "./intrinsic.ts";

/** States.ArrayPartition(array, size) → lists of at most `size` elements. */
export const arrayPartition: Intrinsic = {
  minimumArguments: 2,
  maximumArguments: 2,
  evaluate([list, chunk]) {
    const elements = arrayArgument(list);
    const size = integerArgument(chunk);
    if (size < 1) throw new IntrinsicError("The chunk size must be a positive integer");
    const parts: Json[] = [];
    for (let from = 0; from < elements.length; from += size) parts.push(elements.slice(from, from + size));
    return parts;
  },
};
