import { isObject, jsonOf, type Shape, textOf } from "./shape.ts";

/** `aws logs get-query-results`: a list of fields for each line, `@message` the line itself. */
export const queryResults: Shape = ({ results }, setting, nested) => {
  if (!Array.isArray(results) || !results.every(isFields)) return undefined;
  return results.flatMap((fields) => {
    const named = Object.fromEntries(fields.map(({ field, value }) => [String(field), textOf(value) ?? ""]));
    const text = named["@message"]?.trim();
    if (text === undefined) return [];
    const brace = text.indexOf("{");
    return nested(brace < 0 ? undefined : jsonOf(text.slice(brace)), { ...setting, text }) ?? [];
  });
};

function isFields(value: unknown): value is readonly Readonly<Record<"field" | "value", unknown>>[] {
  return Array.isArray(value) && value.every((one) => isObject(one) && "field" in one && "value" in one);
}
