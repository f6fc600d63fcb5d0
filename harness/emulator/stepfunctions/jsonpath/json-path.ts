import type { BoundedSearch } from "../bounded-search.ts";
import type { Json } from "../json/json.ts";

/** One step of a path, after its root. */
export type PathStep =
  | { readonly kind: "member"; readonly names: readonly string[] }
  | { readonly kind: "index"; readonly indexes: readonly number[] }
  | { readonly kind: "slice"; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: "wildcard" }
  | { readonly kind: "filter"; readonly condition: FilterCondition }
  | { readonly kind: "descent" };

/** A compiled JSONPath. A definite path names at most one node; any other gives a list. */
export interface JsonPath {
  readonly text: string;
  readonly steps: readonly PathStep[];
  readonly definite: boolean;
}

export type FilterOperand =
  | { readonly kind: "pattern"; readonly search: BoundedSearch }
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "path"; readonly from: "@" | "$"; readonly path: JsonPath };

export type ComparisonOperator =
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "=~"
  | "in"
  | "nin"
  | "subsetof"
  | "anyof"
  | "noneof"
  | "contains"
  | "size"
  | "empty";

export type FilterCondition =
  | { readonly kind: "all" | "any"; readonly conditions: readonly FilterCondition[] }
  | { readonly kind: "not"; readonly condition: FilterCondition }
  | { readonly kind: "exists"; readonly operand: FilterOperand }
  | {
      readonly kind: "compare";
      readonly operator: ComparisonOperator;
      readonly left: FilterOperand;
      readonly right: FilterOperand;
    };

export function isDefinite(steps: readonly PathStep[]): boolean {
  return steps.every(
    (step, index) =>
      (step.kind === "member" && (step.names.length === 1 || index === steps.length - 1)) ||
      (step.kind === "index" && step.indexes.length === 1),
  );
}

/** Steps as Jayway writes them into its messages: `$['no']['such']`. */
export function describeSteps(steps: readonly PathStep[]): string {
  let text = "$";
  for (const step of steps) {
    if (step.kind === "member") text += `[${step.names.map((name) => `'${name}'`).join(",")}]`;
    else if (step.kind === "index") text += `[${step.indexes.join(",")}]`;
    else if (step.kind === "slice") text += `[${step.from ?? ""}:${step.to ?? ""}]`;
    else if (step.kind === "wildcard") text += "[*]";
    else if (step.kind === "filter") text += "[?]";
    else text += "..";
  }
  return text;
}
