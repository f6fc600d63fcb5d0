import { isArray, isObject, type Json } from "../json/json.ts";
import type { ChoiceRule, ConditionRule } from "./choice-rule.ts";
import { COMPARISONS, type Operator, operandKind, TESTS } from "./comparisons.ts";
import type { Fields } from "./fields.ts";
import type { ChoiceState } from "./machine.ts";
import { parseBase, parseJsonataFields } from "./shared-fields.ts";
import { parseTimestamp } from "./timestamp.ts";

const NEVER: ChoiceRule = { kind: "Or", rules: [] };

export function parseChoice(name: string, fields: Fields): ChoiceState {
  fields.require("Choices");
  return {
    type: "Choice",
    ...parseBase(name, fields),
    choices: fields.objects("Choices").map((choice) => {
      const branch = {
        next: choice.require("Next") ? (choice.text("Next") ?? "") : "",
        assign: choice.inJsonata ? undefined : choice.template("Assign"),
        jsonata: choice.inJsonata ? parseJsonataFields(choice) : undefined,
        rule: choice.inJsonata ? parseCondition(choice) : parseRule(choice),
      };
      choice.refuseOthers();
      return branch;
    }),
    default: fields.text("Default"),
    assign: fields.inJsonata ? undefined : fields.template("Assign"),
  };
}

function parseCondition(fields: Fields): ConditionRule {
  fields.require("Condition");
  const expression = fields.jsonataExpression("Condition");
  return { kind: "condition", condition: expression ?? fields.boolean("Condition") ?? false };
}

function parseRule(fields: Fields): ChoiceRule {
  for (const kind of ["And", "Or"] as const) {
    if (fields.has(kind)) return { kind, rules: fields.objects(kind).map(parseInnerRule) };
  }
  if (fields.has("Not")) {
    const inner = fields.get("Not") as Json;
    if (isObject(inner)) return { kind: "Not", rule: parseInnerRule(fields.inside(inner, "Not")) };
    fields.problems.schema("Expected value of type Object", fields.at("Not"));
    return NEVER;
  }
  return parseComparison(fields);
}

function parseInnerRule(fields: Fields): ChoiceRule {
  const rule = parseRule(fields);
  fields.refuseOthers();
  return rule;
}

function parseComparison(fields: Fields): ChoiceRule {
  if (!fields.require("Variable")) return NEVER;
  const variable = fields.path("Variable");
  for (const [operator, { compare, operand }] of [...COMPARISONS, ...TESTS]) {
    if (!fields.has(operator)) continue;
    const value = fields.get(operator) as Json;
    checkOperand(value, operand, fields, operator);
    return variable ? { kind: "comparison", variable, operator, compare, operand: { value } } : NEVER;
  }
  for (const [name, { compare }] of COMPARISONS) {
    const operator = `${name}Path`;
    if (!fields.has(operator)) continue;
    const path = fields.path(operator);
    return variable && path ? { kind: "comparison", variable, operator, compare, operand: { path } } : NEVER;
  }
  fields.problems.schema("A choice rule needs a comparison operator", fields.location);
  return NEVER;
}

function checkOperand(value: Json, wanted: Operator["operand"], fields: Fields, operator: string): void {
  if (wanted === "timestamp" && typeof value === "string") {
    if (parseTimestamp(value) === undefined) {
      fields.problems.schema("String does not match RFC3339 timestamp", fields.at(operator));
    }
    return;
  }
  if (isArray(value) || operandKind(value) !== wanted) {
    const type = wanted === "timestamp" ? "String" : wanted[0]?.toUpperCase() + wanted.slice(1);
    fields.problems.schema(`Expected value of type ${type}`, fields.at(operator));
  }
}
