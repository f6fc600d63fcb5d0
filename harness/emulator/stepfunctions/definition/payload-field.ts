import type { NumberField, PayloadField } from "./distributed-map.ts";
import type { Fields } from "./fields.ts";

/** An object that is evaluated, in the state's language. */
export function parsePayload(fields: Fields, name: string): PayloadField | undefined {
  if (fields.inJsonata) {
    const template = fields.jsonataTemplate(name);
    return template && { language: "JSONata", template };
  }
  const template = fields.template(name);
  return template && { language: "JSONPath", template };
}

/** A number, or in JSONata an expression of one, or in JSONPath the field `…Path` beside it. */
export function parseNumber(
  fields: Fields,
  name: string,
  bounds: { minimum: number; maximum?: number; integer?: boolean },
): NumberField {
  if (fields.inJsonata) return fields.jsonataExpression(name) ?? fields.number(name, bounds);
  const number = fields.number(name, bounds);
  const path = fields.path(`${name}Path`);
  if (number !== undefined && path !== undefined) {
    fields.problems.schema(`Only one of these fields is allowed: [${name}, ${name}Path]`, fields.location);
  }
  return number ?? path;
}
