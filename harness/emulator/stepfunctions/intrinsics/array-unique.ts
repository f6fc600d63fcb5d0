import { equalJson } from "../json/equal.ts";
import type { Json } from "../json/json.ts";
import { arrayArgument, type Intrinsic } from "./intrinsic.ts";

/** States.ArrayUnique(array) → each value once, where it first occurs. */
export const arrayUnique: Intrinsic = {
  minimumArguments: 1,
  maximumArguments: 1,
  evaluate([list]) {
    const unique: Json[] = [];
    for (const element of arrayArgument(list)) {
      if (!unique.some((known) => equalJson(known, element))) unique.push(element);
    }
    return unique;
  },
};
