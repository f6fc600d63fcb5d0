import { ROOT, typeError } from "./decode.ts";
import type { JsonNode } from "./parse.ts";
import type { Writable } from "./write.ts";

/**
 * A JSON value as Go decodes it into `interface{}`: numbers become float64, objects become maps (the last of equal keys
 * wins). Throws `UnmarshalTypeError` for a number beyond float64.
 */
export function anyValue(node: JsonNode): Writable {
  switch (node.kind) {
    case "null":
      return null;
    case "bool":
    case "string":
      return node.value;
    case "number": {
      const value = Number(node.text);
      if (!Number.isFinite(value)) throw typeError(node, "float64", ROOT, ` ${node.text}`);
      return value;
    }
    case "array":
      return node.items.map(anyValue);
    case "object":
      return anyMap(node.members);
  }
}

export function anyMap(members: readonly (readonly [string, JsonNode])[]): ReadonlyMap<string, Writable> {
  return new Map(members.map(([key, member]) => [key, anyValue(member)]));
}
