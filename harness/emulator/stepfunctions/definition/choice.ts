import { isArray, type Json } from "../json/json.ts";
import type { ChoiceRule, ConditionRule } from "./choice-rule.ts";
import { COMPARISONS, type Operator, operandKind, TESTS } from "./comparisons.ts";
import type { Fields } from "./fields.ts";
import type { ChoiceState } from "./machine.ts";
import { parseAssign, parseBase, parseJsonataFields } from "./shared-fields.ts";
import { parseTimestamp } from "./timestamp.ts";

const NEVER: ChoiceRule = { kind: "Or", rules: [] };

/** A rule has exactly one of them. */
const SELECTORS = ["And", "Or", "Not", "Variable", "Condition"];

const OPERATORS = [...COMPARISONS.keys()].flatMap((name) => [name, `${name}Path`]).concat(...TESTS.keys());

export function parseChoice(name: string, fields: Fields): ChoiceState {
  fields.require("Choices");
  return {
    type: "Choice",
    ...parseBase(name, fields),
    choices: fields.someObjects("Choices").map((choice) => {
      const branch = {
        rule: choice.inJsonata ? parseCondition(choice) : parseRule(choice),
        next: choice.require("Next") ? (choice.text("Next") ?? "") : "",
        assign: choice.inJsonata ? undefined : parseAssign(choice),
        jsonata: choice.inJsonata ? parseJsonataFields(choice) : undefined,
      };
      choice.refuseOthers();
      return branch;
    }),
    default: fields.text("Default"),
    assign: fields.inJsonata ? undefined : parseAssign(fields),
  };
}

function parseCondition(fields: Fields): ConditionRule {
  checkSelector(fields);
  const expression = fields.jsonataExpression("Condition");
  return { kind: "condition", condition: expression ?? fields.boolean("Condition") ?? false };
}

function parseRule(fields: Fields): ChoiceRule {
  if (!checkSelector(fields)) return NEVER;
  for (const kind of ["And", "Or"] as const) {
    if (fields.has(kind)) return { kind, rules: fields.someObjects(kind).map(parseInnerRule) };
  }
  if (fields.has("Not")) {
    const inner = fields.object("Not");
    return inner ? { kind: "Not", rule: parseInnerRule(fields.inside(inner, "Not")) } : NEVER;
  }
  return fields.has("Variable") ? parseComparison(fields) : NEVER;
}

function checkSelector(fields: Fields): boolean {
  if (SELECTORS.filter((name) => fields.has(name)).length === 1) return true;
  fields.know([...SELECTORS, ...OPERATORS]);
  fields.problems.schema(
    `The object must have only one of the following fields, [${SELECTORS.join(", ")}]`,
    fields.location,
  );
  return false;
}

function parseInnerRule(fields: Fields): ChoiceRule {
  const rule = parseRule(fields);
  fields.refuseOthers();
  return rule;
}

function parseComparison(fields: Fields): ChoiceRule {
  const variable = fields.singlePath("Variable");
  const operator = OPERATORS.find((name) => fields.has(name));
  if (!fields.exactlyOne(...OPERATORS) || operator === undefined || !variable) return NEVER;
  const literal = COMPARISONS.get(operator) ?? TESTS.get(operator);
  if (literal) {
    const value = fields.get(operator) as Json;
    checkOperand(value, literal.operand, fields, operator);
    return { kind: "comparison", variable, operator, compare: literal.compare, operand: { value } };
  }
  const compare = COMPARISONS.get(operator.slice(0, -"Path".length))?.compare;
  const path = fields.singlePath(operator);
  return compare && path ? { kind: "comparison", variable, operator, compare, operand: { path } } : NEVER;
}

function checkOperand(value: Json, wanted: Operator["operand"], fields: Fields, operator: string): void {
  if (wanted === "timestamp" && typeof value === "string") {
    if (parseTimestamp(value) === undefined) {
      fields.problems.schema("String does not match RFC3339 timestamp", fields.at(operator));
    }
    return;
  }
  if (isArray(value) || operandKind(value) !== wanted) {
    const type = wanted === "timestamp" ? "STRING" : wanted.toUpperCase();
    fields.problems.schema(`Expected value of type [${type}]`, fields.at(operator));
  }
}
