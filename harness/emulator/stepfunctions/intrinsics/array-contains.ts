import { equalJson } from "../json/equal.ts";
import type { Json } from "../json/json.ts";
import { arrayArgument, type Intrinsic } from "./intrinsic.ts";

/** States.ArrayContains(array, value) → whether an element equals the value. */
export const arrayContains: Intrinsic = {
  minimumArguments: 2,
  maximumArguments: 2,
  evaluate: ([list, wanted]) => arrayArgument(list).some((element) => equalJson(element, wanted as Json)),
};
