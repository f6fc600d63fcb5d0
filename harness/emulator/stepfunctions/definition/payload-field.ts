import type { NumberField, PayloadField } from "./distributed-map.ts";
import type { Fields, NumberBounds } from "./fields.ts";

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
export function parseNumber(fields: Fields, name: string, bounds: NumberBounds): NumberField {
  if (fields.inJsonata) return fields.jsonataExpression(name) ?? fields.number(name, bounds);
  const number = fields.number(name, bounds);
  fields.atMostOne(name, `${name}Path`);
  const path = fields.singlePath(`${name}Path`);
  if (path?.root.kind === "context") {
    // Measured: only ItemsPath may name the context object.
    fields.problems.schema(`Value is not a Reference Path: ${path.text}`, fields.at(`${name}Path`));
  }
  return number ?? path;
}
