import { invalid, invalidParameters } from "../errors.ts";
import type { Condition, Operand } from "../expressions/condition.ts";
import type { KeySchema, Table } from "../tables/table.ts";
import { type AttributeValue, typeOf } from "../values/attribute-value.ts";

/** The one hash key that a KeyConditionExpression asks for. Throws ValidationException when it asks for anything else than a key. */
export function hashOf(condition: Condition, key: KeySchema): AttributeValue {
  refuseOthers(condition);
  const parts = condition.kind === "and" ? [condition.left, condition.right] : [condition];
  const named = parts.map((part) => ({ part, name: nameIn(part) }));
  const hashPart = named.find(({ name }) => name === key.hash)?.part;
  if (!hashPart) throw invalid(`Query condition missed key schema element: ${key.hash}`);
  const hash = hashPart.kind === "compare" && hashPart.comparator === "=" ? valueIn(hashPart.right) : undefined;
  if (!hash) throw invalid("Query key condition not supported");
  if (named.length === 2 && named[0]?.name === named[1]?.name) {
    throw invalid("KeyConditionExpressions must only contain one condition per key");
  }
  const other = named.find(({ part }) => part !== hashPart);
  if (!other) return hash;
  if (other.name !== key.range) {
    throw invalid(
      key.range === undefined
        ? "Query key condition not supported"
        : `Query condition missed key schema element: ${key.range}`,
    );
  }
  const isOrdered = other.part.kind === "compare" && other.part.comparator !== "<>";
  if (isOrdered || other.part.kind === "between" || other.part.kind === "begins_with") return hash;
  throw invalid("Query key condition not supported");
}

/** The values of a key condition are of the key's types, and none is empty. Throws ValidationException. */
export function checkKeyValues(condition: Condition, table: Table): void {
  if (condition.kind === "and") {
    for (const part of [condition.left, condition.right]) checkKeyValues(part, table);
    return;
  }
  const [operand, ...values] = operandsOf(condition);
  if (operand?.kind !== "path") return;
  const name = String(operand.path[0]);
  for (const one of values) {
    if (one.kind !== "value") continue;
    if (typeOf(one.value) !== table.settings.attributeTypes.get(name)) {
      throw invalidParameters("Condition parameter type does not match schema type");
    }
    table.checkNotEmpty(name, one.value);
  }
}

function operandsOf(condition: Condition): readonly Operand[] {
  if (condition.kind === "between") return [condition.operand, condition.low, condition.high];
  return condition.kind === "compare" || condition.kind === "begins_with" ? [condition.left, condition.right] : [];
}

/** What no key condition may hold, wherever it stands in it. */
function refuseOthers(condition: Condition): void {
  const { kind } = condition;
  if (kind === "and") for (const part of [condition.left, condition.right]) refuseOthers(part);
  const isUnequal = kind === "compare" && condition.comparator === "<>";
  const isOther = kind === "or" || kind === "not" || kind === "in" || isUnequal;
  const name = kind === "exists" ? "attribute_exists" : kind;
  if (isOther)
    throw invalid(`Invalid operator used in KeyConditionExpression: ${isUnequal ? "<>" : kind.toUpperCase()}`);
  if (kind === "exists" || kind === "attribute_type" || kind === "contains") {
    throw invalid(`Invalid operator used in KeyConditionExpression: ${name}`);
  }
  if (kind === "and" && [condition.left, condition.right].some((part) => part.kind === "and")) {
    throw invalid("Conditions can be of length 1 or 2 only");
  }
}

/** The one attribute that a part of the condition is about. */
function nameIn(part: Condition): string | undefined {
  const operand = part.kind === "between" ? part.operand : "left" in part && "right" in part ? part.left : undefined;
  return operand && "kind" in operand && operand.kind === "path" && operand.path.length === 1
    ? String(operand.path[0])
    : undefined;
}

const valueIn = (operand: Operand): AttributeValue | undefined =>
  operand.kind === "value" ? operand.value : undefined;
