import { isArray, isObject, type Json } from "../json/json.ts";
import { writeJson } from "../json/write.ts";

/** Writes a value with a blank after each comma and colon, as TestState does and histories do not (recorded on all 28 lists of TestState). */
export function writeSpacedJson(value: Json): string {
  if (isArray(value)) return `[${value.map(writeSpacedJson).join(", ")}]`;
  if (!isObject(value)) return writeJson(value);
  return `{${[...value].map(([name, member]) => `${writeJson(name)}: ${writeSpacedJson(member)}`).join(", ")}}`;
}
