import type { ChoiceRule, ComparisonRule, ConditionRule } from "../definition/choice-rule.ts";
import type { ChoiceState } from "../definition/machine.ts";
import { chooseInput, choosePart } from "../execution/data-flow.ts";
import { RuntimeFailure } from "../execution/failure.ts";
import type { Outcome } from "../execution/outcome.ts";
import type { StateRun } from "../execution/state-run.ts";
import type { Json } from "../json/json.ts";
import type { JsonataFields } from "../jsonata/fields.ts";
import { lookUp } from "../query/evaluate.ts";
import type { PathQuery } from "../query/query.ts";
import type { Scope } from "../query/scope.ts";

export function runChoice(state: ChoiceState, run: StateRun): Outcome | Promise<Outcome> {
  if (state.jsonata) return runConditions(state, state.jsonata, run);
  const input = chooseInput(state.inputPath, run);
  const scope = run.scope(input.value);
  const chosen = state.choices.find(({ rule }) => holds(rule, scope));
  const next = requireNext(chosen?.next ?? state.default);
  return run.exit(choosePart(state.outputPath, input, run), next, {
    template: (chosen ?? state).assign,
    result: input.value,
  });
}

/** Conditions are evaluated in order up to the first that holds. */
async function runConditions(state: ChoiceState, own: JsonataFields, run: StateRun): Promise<Outcome> {
  for (const { rule, next, jsonata } of state.choices) {
    if (rule.kind === "condition" && (await conditionHolds(rule, run))) {
      return run.exitJsonata(jsonata ?? own, run.input, next);
    }
  }
  return run.exitJsonata(own, run.input, requireNext(state.default));
}

async function conditionHolds({ condition }: ConditionRule, run: StateRun): Promise<boolean> {
  return typeof condition === "boolean" ? condition : run.evaluateTo("boolean", condition);
}

function requireNext(next: string | undefined): string {
  if (next !== undefined) return next;
  throw new RuntimeFailure("Failed to transition out of the state. The state does not point to a next state.");
}

function holds(rule: ChoiceRule | ConditionRule, scope: Scope): boolean {
  switch (rule.kind) {
    case "And":
      return rule.rules.every((part) => holds(part, scope));
    case "Or":
      return rule.rules.some((part) => holds(part, scope));
    case "Not":
      return !holds(rule.rule, scope);
    case "condition":
      throw new Error("A JSONPath Choice has a JSONata condition.");
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
