import type { Json } from "../json/json.ts";
import { arrayArgument, type Intrinsic, IntrinsicError, integerArgument } from "./intrinsic.ts";

/** States.ArrayGetItem(array, index) → the element at the index. */
export const arrayGetItem: Intrinsic = {
  minimumArguments: 2,
  maximumArguments: 2,
  evaluate([list, at]) {
    const elements = arrayArgument(list);
    const index = integerArgument(at);
    if (index < 0 || index >= elements.length) {
      throw new IntrinsicError(`The index ${index} is out of bounds for an array of length ${elements.length}`);
    }
    return elements[index] as Json;
  },
};
