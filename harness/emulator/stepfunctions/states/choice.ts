import type { ChoiceRule, ComparisonRule } from "../definition/choice-rule.ts";
import type { ChoiceState } from "../definition/machine.ts";
import { choosePart } from "../execution/data-flow.ts";
import { RuntimeFailure } from "../execution/failure.ts";
import type { Outcome, StateRun } from "../execution/state-run.ts";
import type { Json } from "../json/json.ts";
import { lookUp } from "../query/evaluate.ts";
import type { PathQuery } from "../query/query.ts";
import type { Scope } from "../query/scope.ts";

export function runChoice(state: ChoiceState, run: StateRun): Outcome {
  const input = choosePart(state.inputPath, run.input, run);
  const scope = run.scope(input.value);
  const chosen = state.choices.find(({ rule }) => holds(rule, scope));
  const next = chosen?.next ?? state.default;
  if (next === undefined) {
    throw new RuntimeFailure("Failed to transition out of the state. The state does not point to a next state.");
  }
  return run.exit(choosePart(state.outputPath, input, run), next, {
    template: (chosen ?? state).assign,
    result: input.value,
  });
}

function holds(rule: ChoiceRule, scope: Scope): boolean {
  switch (rule.kind) {
    case "And":
      return rule.rules.every((part) => holds(part, scope));
    case "Or":
      return rule.rules.some((part) => holds(part, scope));
    case "Not":
      return !holds(rule.rule, scope);
    case "comparison":
      return compares(rule, scope);
  }
}

function compares(rule: ComparisonRule, scope: Scope): boolean {
  const value = lookUp(rule.variable, scope);
  if (rule.operator === "IsPresent" && "value" in rule.operand) return (value !== undefined) === rule.operand.value;
  const operand =
    "path" in rule.operand ? required(rule.operand.path, lookUp(rule.operand.path, scope)) : rule.operand.value;
  return rule.compare(required(rule.variable, value), operand);
}

function required(path: PathQuery, value: Json | undefined): Json {
  if (value !== undefined) return value;
  throw new RuntimeFailure(
    `Invalid path '${path.text}': The choice state's condition path references an invalid value.`,
  );
}
