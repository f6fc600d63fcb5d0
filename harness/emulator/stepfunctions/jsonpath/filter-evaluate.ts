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
      const left = operandValue(condition.left, node, root, find);
      const right = operandValue(condition.right, node, root, find);
      return compare(condition.operator, left, right);
    }
  }
}

function operandValue(operand: FilterOperand, node: Json, root: Json, find: FindNodes): Json | undefined {
  if (operand.kind === "literal") return operand.value;
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
      return isArray(right) && right.some((element) => equalJson(element, left));
    case "nin":
      return isArray(right) && !right.some((element) => equalJson(element, left));
    case "=~": {
      const parts = typeof right === "string" ? /^\/(.*)\/([a-z]*)$/s.exec(right) : null;
      return typeof left === "string" && parts !== null && new RegExp(`^(?:${parts[1]})$`, parts[2]).test(left);
    }
    default:
      return ordered(operator, left, right);
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
