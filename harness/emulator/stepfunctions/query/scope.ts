import type { IntrinsicTools } from "../intrinsics/intrinsic.ts";
import type { Json } from "../json/json.ts";
import type { Variables } from "./variables.ts";

/** What paths and intrinsic functions are evaluated against. */
export interface Scope {
  /** `$`: the state's input, result or output, depending on the field. */
  readonly input: Json;
  /** `$$`, built only when asked for. */
  readonly context: () => Json;
  readonly variables: Variables;
  readonly tools: IntrinsicTools;
}
