import { isObject, type Json, type JsonObject } from "../../emulator/stepfunctions/json/json.ts";
import { writeJson } from "../../emulator/stepfunctions/json/write.ts";

const LONGEST = 40;

/** A rule of a Choice state in a few words: `$.n NumericGreaterThan 3`. */
export function choiceLabel(rule: JsonObject): string {
  return describe(rule, LONGEST);
}

/** Names, as many as find room; how many more there are is said. */
export function listLabel(names: readonly string[]): string {
  let label = names[0] ?? "";
  for (const [index, name] of names.entries()) {
    if (index === 0) continue;
    if (label.length + name.length > LONGEST) return `${label} +${names.length - index}`;
    label += `, ${name}`;
  }
  return label;
}

/** In at most `room` characters, where that can be; parts of a long rule share them. */
function describe(rule: Json, room: number): string {
  if (!isObject(rule)) return "";
  const condition = rule.get("Condition");
  if (typeof condition === "string") return shortened(condition.replace(/^\{%\s*|\s*%\}$/g, ""), room);
  for (const [operator, operand] of rule) {
    if (operator === "Not") return `not (${describe(operand, room - 6)})`;
    if ((operator === "And" || operator === "Or") && Array.isArray(operand)) {
      const word = operator === "And" ? " and " : " or ";
      const whole = operand.map((part: Json) => `(${describe(part, Number.POSITIVE_INFINITY)})`).join(word);
      if (whole.length <= room) return whole;
      const share = Math.max(LEAST, Math.floor(room / operand.length) - word.length - 2);
      return operand.map((part: Json) => `(${describe(part, share)})`).join(word);
    }
  }
  const comparison = [...rule].find(([name]) => !["Variable", "Next", "Comment", "Assign", "Output"].includes(name));
  const variable = rule.get("Variable");
  const operand = comparison ? `${comparison[0]} ${writeJson(comparison[1])}` : "";
  return comparisonLabel(typeof variable === "string" ? variable : "", operand, room);
}

/** Fewer characters tell nothing. */
const LEAST = 12;

/** The end of the path and the value tell more than the beginning of the path: `…status StringEquals "DONE"`. */
function comparisonLabel(variable: string, operand: string, room: number): string {
  const whole = `${variable} ${operand}`.trim();
  if (whole.length <= room) return whole;
  const left = room - operand.length - 2;
  let name = "";
  for (const part of variable.split(/(?=[.[])/).reverse()) {
    if (part.length + name.length > left) break;
    name = part + name;
  }
  const short = `…${name} ${operand}`;
  return shortened(short.length < whole.length ? short : whole, room);
}

/** The middle is left out: a text's beginning and end tell what it is about and what it is compared with. */
function shortened(text: string, room: number): string {
  if (text.length <= room) return text;
  const tail = Math.ceil((room - 1) / 2);
  return `${text.slice(0, room - 1 - tail)}…${text.slice(-tail)}`;
}
