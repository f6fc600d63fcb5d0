import { isArray, isObject, type Json, numberOf } from "./json.ts";

/** Equality of values; numbers by value, so `1` equals `1.0`. The order of keys does not matter. */
export function equalJson(left: Json, right: Json): boolean {
  if (left === right) return true;
  const number = numberOf(left);
  if (number !== undefined) return number === numberOf(right);
  if (isArray(left)) {
    if (!isArray(right) || right.length !== left.length) return false;
    return left.every((element, index) => equalJson(element, right[index] as Json));
  }
  if (isObject(left)) {
    if (right === null || !isObject(right) || right.size !== left.size) return false;
    for (const [key, member] of left) {
      const other = right.get(key);
      if (other === undefined || !equalJson(member, other)) return false;
    }
    return true;
  }
  return false;
}
