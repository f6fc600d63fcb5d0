import type { Json } from "../json/json.ts";
import { writeJson } from "../json/write.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** States.JsonToString(value) → its JSON text. */
export const jsonToString: Intrinsic = {
  minimumArguments: 1,
  maximumArguments: 1,
  evaluate: ([value]) => writeJson(value as Json),
};
