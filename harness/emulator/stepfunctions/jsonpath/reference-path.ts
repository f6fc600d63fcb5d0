import { isArray, isObject, type Json } from "../json/json.ts";
import type { JsonPath } from "./json-path.ts";

/** The document as it is, with the value put at the path; `undefined` when an existing node is in the way. */
export function putAtPath(path: JsonPath, document: Json, value: Json): Json | undefined {
  return putAt(path.steps, 0, document, value);
}

function putAt(steps: JsonPath["steps"], from: number, node: Json | undefined, value: Json): Json | undefined {
  const step = steps[from];
  if (step === undefined) return value;
  if (step.kind === "index") {
    const index = step.indexes[0] as number;
    if (node === undefined || !isArray(node) || index < 0 || index >= node.length) return undefined;
    const changed = putAt(steps, from + 1, node[index], value);
    if (changed === undefined) return undefined;
    const copy = [...node];
    copy[index] = changed;
    return copy;
  }
  if (step.kind !== "member" || (node !== undefined && !isObject(node))) return undefined;
  const name = step.names[0] as string;
  const changed = putAt(steps, from + 1, node?.get(name), value);
  if (changed === undefined) return undefined;
  return new Map(node).set(name, changed);
}
