import { isObject, type Json, type JsonObject } from "../json/json.ts";
import { writeJson } from "../json/write.ts";
import { type Intrinsic, IntrinsicError } from "./intrinsic.ts";

/** States.JsonMerge(first, second, false) → both objects in one; the second wins. AWS knows only the shallow merge. */
export const jsonMerge: Intrinsic = {
  minimumArguments: 3,
  maximumArguments: 3,
  evaluate([first, second, deep]) {
    if (deep !== false)
      throw new IntrinsicError("Only the shallow merge is supported: the third argument must be false");
    return new Map([...objectArgument(first as Json), ...objectArgument(second as Json)]);
  },
};

function objectArgument(value: Json): JsonObject {
  if (isObject(value)) return value;
  throw new IntrinsicError(`Expected an object, but got ${writeJson(value)}`);
}
