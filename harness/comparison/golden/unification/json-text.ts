import { encodeGoJson } from "../../../../system/go/json.ts";

/** A text that is a JSON object or array, with the way in which it is written. */
export interface JsonText {
  readonly value: unknown;
  /** `other`: blanks, numbers or repeated keys that none of the known writers produces. */
  readonly style: "plain" | "Go" | "MySQL" | "other";
}

/** Reads nested JSON; `undefined` for any other text. */
export function readJsonText(text: string): JsonText | undefined {
  if (!/^[{[]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return { value, style: styleOf(text, value) };
}

function styleOf(text: string, value: unknown): JsonText["style"] {
  if (text === JSON.stringify(value)) return "plain";
  if (text === encodeGoJson(value)) return "Go";
  if (text === mysqlJson(value)) return "MySQL";
  return "other";
}

/** JSON as MySQL prints a JSON column: a blank after every comma and colon. */
function mysqlJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(mysqlJson).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${mysqlJson(member)}`)
    .join(", ")}}`;
}
