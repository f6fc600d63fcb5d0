import { isObject, type Json, type JsonObject } from "../../emulator/stepfunctions/json/json.ts";
import { writeJson } from "../../emulator/stepfunctions/json/write.ts";

const LONGEST = 40;

/** A rule of a Choice state in a few words: `$.n NumericGreaterThan 3`. */
export function choiceLabel(rule: JsonObject): string {
  const text = describe(rule);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

function describe(rule: Json): string {
  if (!isObject(rule)) return "";
  const condition = rule.get("Condition");
  if (typeof condition === "string") return condition.replace(/^\{%\s*|\s*%\}$/g, "");
  for (const [operator, operand] of rule) {
    if (operator === "Not") return `not (${describe(operand)})`;
    if ((operator === "And" || operator === "Or") && Array.isArray(operand)) {
      return operand.map((part: Json) => `(${describe(part)})`).join(operator === "And" ? " and " : " or ");
    }
  }
  const comparison = [...rule].find(([name]) => !["Variable", "Next", "Comment", "Assign", "Output"].includes(name));
  const variable = rule.get("Variable");
  const operand = comparison ? `${comparison[0]} ${writeJson(comparison[1])}` : "";
  return `${typeof variable === "string" ? variable : ""} ${operand}`.trim();
}
