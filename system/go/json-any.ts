import { JsonTypeError } from "./json-binding.ts";
import type { JsonNode } from "./json-syntax.ts";

/** A JSON value as Go decodes it into `interface{}`: numbers are float64, objects are maps. */
export type GoAny = null | boolean | number | string | readonly GoAny[] | ReadonlyMap<string, GoAny>;

/**
 * Decodes a value of unknown type; of equal keys the last one wins.
 *
 * @throws JsonTypeError for a number beyond float64, in Go's words.
 */
export function decodeGoAny(node: JsonNode): GoAny {
  switch (node.kind) {
    case "null":
      return null;
    case "bool":
    case "string":
      return node.value;
    case "number": {
      const value = Number(node.literal);
      if (Number.isFinite(value)) return value;
      throw new JsonTypeError(`json: cannot unmarshal number ${node.literal} into Go value of type float64`);
    }
    case "array":
      return node.items.map(decodeGoAny);
    case "object":
      return decodeGoMap(node.members);
  }
}

/** The members of an object as a `map[string]interface{}`. Errors as `decodeGoAny`. */
export function decodeGoMap(members: readonly (readonly [string, JsonNode])[]): ReadonlyMap<string, GoAny> {
  return new Map(members.map(([key, member]) => [key, decodeGoAny(member)]));
}
