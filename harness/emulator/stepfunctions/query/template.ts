import { isArray, isObject, type Json } from "../json/json.ts";
import { javaHashOrder } from "./java-hash-order.ts";
import type { Query } from "./query.ts";

/** A payload template (Parameters, ResultSelector, ItemSelector, Assign), compiled. Parts without paths are literals. */
export type Template = LiteralTemplate | ObjectTemplate | ArrayTemplate;

interface LiteralTemplate {
  readonly kind: "literal";
  readonly value: Json;
}

interface ObjectTemplate {
  readonly kind: "object";
  readonly fixed: readonly (readonly [string, Template])[];
  readonly queried: readonly QueriedField[];
}

interface QueriedField {
  readonly name: string;
  readonly query: Query;
}

interface ArrayTemplate {
  readonly kind: "array";
  readonly elements: readonly Template[];
}

/**
 * Compiles a template; `compile` turns the text of a field `name.$` into a query. The keys of the result are in AWS's
 * order: those without `.$` as written, then the others in the order of a Java HashMap (all 40 recorded templates).
 */
export function compileTemplate(
  value: Json,
  compile: (text: Json, field: string, at: string) => Query,
  at = "",
): Template {
  if (isArray(value)) {
    const elements = value.map((element, index) => compileTemplate(element, compile, `${at}/${index}`));
    return elements.every(isLiteral) ? { kind: "literal", value } : { kind: "array", elements };
  }
  if (!isObject(value)) return { kind: "literal", value };
  const fixed: [string, Template][] = [];
  const queries = new Map<string, Query>();
  for (const [key, member] of value) {
    if (key.endsWith(".$")) queries.set(key.slice(0, -2), compile(member, key, at));
    else fixed.push([key, compileTemplate(member, compile, `${at}/${key}`)]);
  }
  if (queries.size === 0 && fixed.every(([, template]) => isLiteral(template))) return { kind: "literal", value };
  const queried = javaHashOrder([...queries.keys()]).map((name) => ({ name, query: queries.get(name) as Query }));
  return { kind: "object", fixed, queried };
}

function isLiteral(template: Template): boolean {
  return template.kind === "literal";
}
