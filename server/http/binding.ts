import { decodeGoJson, type GoType, isJsonBindingError } from "../../system/go/json-binding.ts";
import { HttpError } from "./http-error.ts";

/**
 * Style V of docs/contract/http-api.md 2: whatever is wrong with the JSON is `Invalid request format`; field rules are
 * checked afterwards (field-rules.ts).
 *
 * @throws HttpError 400.
 */
export function bindJson<T>(body: Buffer, type: GoType<T>): T {
  return bind(body, type, () => "Invalid request format");
}

/**
 * Style P: the decoder's own words; no field rule is enforced.
 *
 * @throws HttpError 400.
 */
export function bindJsonPlainly<T>(body: Buffer, type: GoType<T>): T {
  return bind(body, type, (message) => message);
}

function bind<T>(body: Buffer, type: GoType<T>, messageOf: (reason: string) => string): T {
  try {
    return decodeGoJson(body, type).value;
  } catch (error) {
    if (!isJsonBindingError(error)) throw error;
    throw new HttpError(400, messageOf(error.message));
  }
}
