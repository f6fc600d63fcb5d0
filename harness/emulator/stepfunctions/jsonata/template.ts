import { isArray, isObject, type Json } from "../json/json.ts";
import { compileExpression, isExpression, type JsonataExpression } from "./expression.ts";

/** A field that may hold `{% … %}` at any depth (Arguments, Output, Assign, Items, ItemSelector …), compiled. */
export type JsonataTemplate = JsonataExpression | LiteralTemplate | ObjectTemplate | ArrayTemplate;

interface LiteralTemplate {
  readonly kind: "literal";
  readonly value: Json;
}

interface ObjectTemplate {
  readonly kind: "object";
  readonly members: readonly (readonly [string, JsonataTemplate])[];
}

interface ArrayTemplate {
  readonly kind: "array";
  readonly elements: readonly JsonataTemplate[];
}

/** `compile` turns the text of one expression, standing at `field`, into a program. Keys stay in the order written. */
export function compileJsonataTemplate(
  value: Json,
  field: string,
  compile: (text: string, field: string) => JsonataExpression = compileExpression,
): JsonataTemplate {
  if (typeof value === "string") return isExpression(value) ? compile(value, field) : { kind: "literal", value };
  if (isArray(value)) {
    const elements = value.map((element, index) => compileJsonataTemplate(element, `${field}[${index}]`, compile));
    return elements.every(isLiteral) ? { kind: "literal", value } : { kind: "array", elements };
  }
  if (value === null || !isObject(value)) return { kind: "literal", value };
  const members = [...value].map(
    ([key, member]) => [key, compileJsonataTemplate(member, `${field}/${key}`, compile)] as const,
  );
  return members.every(([, member]) => isLiteral(member)) ? { kind: "literal", value } : { kind: "object", members };
}

function isLiteral(template: JsonataTemplate): boolean {
  return template.kind === "literal";
}
