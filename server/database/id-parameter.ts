import type { GoInteger } from "../../system/go/json-binding.ts";
import type { SqlValue } from "../ports.ts";

/** An id as a parameter. As text, because the driver would send a large integer as a floating-point number. */
export function idParameter(id: GoInteger): SqlValue {
  return id.toString();
}
