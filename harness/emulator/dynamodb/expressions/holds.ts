import {
  type AttributeValue,
  compareValues,
  elementsOf,
  equalValues,
  type Item,
  typeOf,
  valueBytes,
} from "../values/attribute-value.ts";
import type { Comparator, Condition, Operand } from "./condition.ts";
import { valueAt } from "./path.ts";

/** Whether an item fulfils a condition; what is not there fulfils no comparison. */
export function holds(condition: Condition, item: Item): boolean {
  switch (condition.kind) {
    case "and":
      return holds(condition.left, item) && holds(condition.right, item);
    case "or":
      return holds(condition.left, item) || holds(condition.right, item);
    case "not":
      return !holds(condition.condition, item);
    case "exists":
      return valueAt(item, condition.path) !== undefined;
    case "compare":
      return compares(operandOf(condition.left, item), condition.comparator, operandOf(condition.right, item));
    case "between": {
      const value = operandOf(condition.operand, item);
      return (
        compares(value, ">=", operandOf(condition.low, item)) && compares(value, "<=", operandOf(condition.high, item))
      );
    }
    case "in": {
      const value = operandOf(condition.operand, item);
      return condition.list.some((one) => compares(value, "=", operandOf(one, item)));
    }
    default:
      return calls(condition.kind, operandOf(condition.left, item), operandOf(condition.right, item));
  }
}

function operandOf(operand: Operand, item: Item): AttributeValue | undefined {
  if (operand.kind === "value") return operand.value;
  if (operand.kind === "path") return valueAt(item, operand.path);
  const value = operandOf(operand.of, item);
  const size = value && sizeOf(value);
  return size === undefined ? undefined : { N: String(size) };
}

/** Characters of a text, bytes of a binary, elements of a set, a list, a map. */
function sizeOf(value: AttributeValue): number | undefined {
  if ("S" in value) return value.S.length;
  if ("B" in value) return valueBytes(value);
  if ("L" in value) return value.L.length;
  if ("M" in value) return Object.keys(value.M).length;
  return elementsOf(value)?.length;
}

function compares(
  left: AttributeValue | undefined,
  comparator: Comparator,
  right: AttributeValue | undefined,
): boolean {
  if (comparator === "<>") return !compares(left, "=", right);
  if (left === undefined || right === undefined) return false;
  if (comparator === "=") return equalValues(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  if (order === 0) return comparator === "<=" || comparator === ">=";
  return order < 0 ? comparator === "<" || comparator === "<=" : comparator === ">" || comparator === ">=";
}

function calls(
  name: "attribute_type" | "begins_with" | "contains",
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  if (left === undefined || right === undefined) return false;
  if (name === "attribute_type") return "S" in right && typeOf(left) === right.S;
  if (name === "begins_with") {
    const [text, start] = [bytesOf(left), bytesOf(right)];
    return (
      text !== undefined &&
      start !== undefined &&
      typeOf(left) === typeOf(right) &&
      text.subarray(0, start.length).equals(start)
    );
  }
  if (typeOf(left) === typeOf(right) && ("S" in left || "B" in left)) {
    return bytesOf(left)?.includes(bytesOf(right) ?? "") === true;
  }
  const elements = "L" in left ? left.L : elementsOf(left);
  return elements?.some((one) => equalValues(one, right)) === true;
}

function bytesOf(value: AttributeValue): Buffer | undefined {
  if ("S" in value) return Buffer.from(value.S);
  return "B" in value ? Buffer.from(value.B, "base64") : undefined;
}
