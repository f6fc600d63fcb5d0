import { SearchTooLong } from "../bounded-search.ts";
import { RuntimeFailure } from "../execution/failure.ts";
import { equalJson } from "../json/equal.ts";
import { isArray, type Json, numberOf } from "../json/json.ts";
import type { ComparisonOperator, FilterCondition, FilterOperand, PathStep } from "./json-path.ts";

/** Finds all nodes that steps reach from a start. */
type FindNodes = (steps: readonly PathStep[], start: Json, root: Json) => Json[];

/** Whether a node passes a filter. */
export function passesFilter(condition: FilterCondition, node: Json, root: Json, find: FindNodes): boolean {
  switch (condition.kind) {
    case "all":
      return condition.conditions.every((part) => passesFilter(part, node, root, find));
    case "any":
      return condition.conditions.some((part) => passesFilter(part, node, root, find));
    case "not":
      return !passesFilter(condition.condition, node, root, find);
    case "exists":
      return operandValue(condition.operand, node, root, find) !== undefined;
    case "compare": {
      if (condition.operator === "=~") return matches(condition.left, condition.right, node, root, find);
      const left = operandValue(condition.left, node, root, find);
      const right = operandValue(condition.right, node, root, find);
      return compare(condition.operator, left, right);
    }
  }
}

function operandValue(operand: FilterOperand, node: Json, root: Json, find: FindNodes): Json | undefined {
  if (operand.kind === "literal") return operand.value;
  if (operand.kind === "pattern") return undefined;
  const nodes = find(operand.path.steps, operand.from === "@" ? node : root, root);
  if (operand.path.definite) return nodes[0];
  return nodes.length > 0 ? nodes : undefined;
}

function compare(operator: ComparisonOperator, left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) {
    return operator === "!=" ? left !== right : operator === "nin" && left === undefined;
  }
  switch (operator) {
    case "==":
      return equalJson(left, right);
    case "!=":
      return !equalJson(left, right);
    case "in":
      return isArray(right) && includes(right, left);
    case "nin":
      return isArray(right) && !includes(right, left);
    case "subsetof":
      return isArray(left) && isArray(right) && left.every((element) => includes(right, element));
    case "anyof":
      return isArray(left) && isArray(right) && left.some((element) => includes(right, element));
    case "noneof":
      return isArray(left) && isArray(right) && !left.some((element) => includes(right, element));
    case "contains":
      if (typeof left === "string") return typeof right === "string" && left.includes(right);
      return isArray(left) && includes(left, right);
    case "size":
      return (isArray(left) || typeof left === "string") && left.length === numberOf(right);
    case "empty":
      return (isArray(left) || typeof left === "string") && (left.length === 0) === right;
    case "=~":
      return false;
    default:
      return ordered(operator, left, right);
  }
}

function includes(list: readonly Json[], value: Json): boolean {
  return list.some((element) => equalJson(element, value));
}

/** A text against a pattern, on either side. */
function matches(left: FilterOperand, right: FilterOperand, node: Json, root: Json, find: FindNodes): boolean {
  const [pattern, operand] = left.kind === "pattern" ? [left, right] : [right, left];
  const text = operandValue(operand, node, root, find);
  if (pattern.kind !== "pattern" || typeof text !== "string") return false;
  try {
    return pattern.search.exec(text) !== null;
  } catch (error) {
    throw error instanceof SearchTooLong ? new RuntimeFailure(error.message) : error;
  }
}

function ordered(operator: "<" | "<=" | ">" | ">=", left: Json, right: Json): boolean {
  const difference = order(left, right);
  if (difference === undefined) return false;
  if (operator === "<") return difference < 0;
  if (operator === "<=") return difference <= 0;
  return operator === ">" ? difference > 0 : difference >= 0;
}

function order(left: Json, right: Json): number | undefined {
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : left > right ? 1 : 0;
  const leftNumber = numberOf(left);
  const rightNumber = numberOf(right);
  return leftNumber === undefined || rightNumber === undefined ? undefined : leftNumber - rightNumber;
}
