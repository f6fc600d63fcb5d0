import type { Json } from "../json/json.ts";
import type { JsonataExpression } from "../jsonata/expression.ts";
import type { PathQuery } from "../query/query.ts";

/** A condition of a Choice state. */
export type ChoiceRule =
  | { readonly kind: "And" | "Or"; readonly rules: readonly ChoiceRule[] }
  | { readonly kind: "Not"; readonly rule: ChoiceRule }
  | ComparisonRule;

/** `Condition` of a JSONata Choice state. */
export interface ConditionRule {
  readonly kind: "condition";
  readonly condition: boolean | JsonataExpression;
}

export interface ComparisonRule {
  readonly kind: "comparison";
  readonly variable: PathQuery;
  readonly operator: string;
  readonly compare: Comparison;
  /** A literal, or the path of an operator that ends with `Path`. */
  readonly operand: { readonly value: Json } | { readonly path: PathQuery };
}

/** Decides one operator on a present value; values of the wrong type do not match. */
export type Comparison = (value: Json, operand: Json) => boolean;
