import { keyInside } from "../proto-key.ts";
import type { AwsFunction } from "./aws-function.ts";

/** $lookup(input, key), as JSONata has it, but only for an object's own keys: definitions must not reach `constructor`. */
export const lookup: AwsFunction = {
  signature: "<x-s:x>",
  call: (_tools, input, key) => ownValue(input, String(key)),
};

/** The value at a key; for an array the values of its elements, flattened. */
export function ownValue(input: unknown, key: string): unknown {
  if (Array.isArray(input)) {
    const found: unknown[] & { sequence?: boolean } = [];
    found.sequence = true;
    for (const element of input as unknown[]) {
      const value = ownValue(element, key);
      if (Array.isArray(value)) found.push(...(value as unknown[]));
      else if (value !== undefined) found.push(value);
    }
    return found;
  }
  if (typeof input !== "object" || input === null || isFunction(input)) return undefined;
  const inside = keyInside(key);
  return Object.hasOwn(input, inside) ? (input as Record<string, unknown>)[inside] : undefined;
}

function isFunction(value: object): boolean {
  return "_jsonata_lambda" in value || "_jsonata_function" in value;
}
