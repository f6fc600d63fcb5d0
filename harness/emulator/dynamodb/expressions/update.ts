import { invalid } from "../errors.ts";
import { type AttributeValue, elementsOf, equalValues, type Item, typeOf } from "../values/attribute-value.ts";
import { addNumbers } from "../values/decimal.ts";
import type { NamesAndValues } from "./names-and-values.ts";
import { type Path, readPath, valueAt } from "./path.ts";
import { refuseOverlaps } from "./projection.ts";
import { Tokens } from "./tokens.ts";

type Operand =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "value"; readonly value: AttributeValue }
  | { readonly kind: "if_not_exists"; readonly path: Path; readonly otherwise: Operand }
  | { readonly kind: "list_append"; readonly first: Operand; readonly second: Operand }
  | { readonly kind: "sum"; readonly operator: "+" | "-"; readonly left: Operand; readonly right: Operand };

type Action =
  | { readonly kind: "SET"; readonly path: Path; readonly operand: Operand }
  | { readonly kind: "REMOVE"; readonly path: Path }
  | { readonly kind: "ADD" | "DELETE"; readonly path: Path; readonly value: AttributeValue };

/** A read UpdateExpression: what it touches, and the item that it makes of another. */
export interface Update {
  readonly paths: readonly Path[];
  /** Throws ValidationException. */
  apply(item: Item): Item;
}

const CLAUSES = ["SET", "REMOVE", "ADD", "DELETE"] as const;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html. Throws ValidationException. */
export function readUpdate(source: string, given: NamesAndValues): Update {
  const tokens = new Tokens(source, "UpdateExpression", given);
  const actions: Action[] = [];
  const seen = new Set<string>();
  while (!tokens.isAtEnd) {
    const clause = CLAUSES.find((name) => tokens.peek().text.toUpperCase() === name);
    if (clause === undefined) throw tokens.unexpected();
    tokens.next();
    if (seen.has(clause)) {
      throw tokens.wrong(`The "${clause}" section can only be used once in an update expression;`);
    }
    seen.add(clause);
    do actions.push(readAction(clause, tokens));
    while (tokens.take(","));
  }
  const paths = actions.map(({ path }) => path);
  refuseOverlaps(paths, tokens);
  return { paths, apply: (item) => applyAll(actions, item) };
}

function readAction(clause: (typeof CLAUSES)[number], tokens: Tokens): Action {
  const path = readPath(tokens);
  if (clause === "REMOVE") return { kind: clause, path };
  if (clause === "SET") {
    tokens.expect("=");
    return { kind: clause, path, operand: readSum(tokens) };
  }
  if (tokens.peek().kind !== "value") throw tokens.unexpected();
  const value = tokens.given.value(tokens.next().text, tokens.expression);
  const fits = elementsOf(value) !== undefined || (clause === "ADD" && "N" in value);
  if (fits) return { kind: clause, path, value };
  throw tokens.wrong(
    `Incorrect operand type for operator or function; operator: ${clause}, operand type: ${TYPE_NAMES[typeOf(value)] ?? ""}, typeSet: ALLOWED_FOR_${clause}_OPERAND`,
  );
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  BOOL: "BOOLEAN",
  NULL: "NULL",
  L: "LIST",
  M: "MAP",
};

function readSum(tokens: Tokens): Operand {
  const left = readOperand(tokens);
  const operator = tokens.take("+") ? "+" : tokens.take("-") ? "-" : undefined;
  return operator === undefined ? left : { kind: "sum", operator, left, right: readOperand(tokens) };
}

function readOperand(tokens: Tokens): Operand {
  const { text, kind } = tokens.peek();
  if (tokens.take("(")) {
    const inner = readSum(tokens);
    tokens.expect(")");
    return inner;
  }
  if (kind === "value") return { kind, value: tokens.given.value(tokens.next().text, tokens.expression) };
  if (kind !== "name" || tokens.peek(1).text !== "(") return { kind: "path", path: readPath(tokens) };
  if (text !== "if_not_exists" && text !== "list_append") {
    throw tokens.wrong(`Invalid function name; function: ${text}`);
  }
  tokens.next();
  tokens.expect("(");
  const first: Operand = readOperand(tokens);
  tokens.expect(",");
  const second = readOperand(tokens);
  tokens.expect(")");
  if (text === "list_append") return { kind: text, first, second };
  if (first.kind !== "path") {
    throw tokens.wrong("Operator or function requires a document path; operator or function: if_not_exists");
  }
  return { kind: text, path: first.path, otherwise: second };
}

const noSuchAttribute = () => invalid("The provided expression refers to an attribute that does not exist in the item");
const wrongType = () => invalid("An operand in the update expression has an incorrect data type");
const wrongPath = () => invalid("The document path provided in the update expression is invalid for update");

/** Of the item as it was before any of the actions. */
function operandValue(operand: Operand, item: Item): AttributeValue {
  switch (operand.kind) {
    case "value":
      return operand.value;
    case "path": {
      const value = valueAt(item, operand.path);
      if (value === undefined) throw noSuchAttribute();
      return value;
    }
    case "if_not_exists":
      return valueAt(item, operand.path) ?? operandValue(operand.otherwise, item);
    case "list_append": {
      const [first, second] = [operandValue(operand.first, item), operandValue(operand.second, item)];
      if (!("L" in first && "L" in second)) throw wrongType();
      return { L: [...first.L, ...second.L] };
    }
    case "sum": {
      const [left, right] = [operandValue(operand.left, item), operandValue(operand.right, item)];
      if (!("N" in left && "N" in right)) throw wrongType();
      return { N: addNumbers(left.N, right.N, operand.operator) };
    }
  }
}

/** An element that goes: the others keep their numbers until all actions are done. */
const REMOVED = Symbol("removed");
type Draft = AttributeValue | typeof REMOVED;
type DraftItem = Record<string, Draft>;

function applyAll(actions: readonly Action[], before: Item): Item {
  const draft = structuredClone(before) as DraftItem;
  for (const action of actions) {
    if (action.kind === "SET") place(draft, action.path, operandValue(action.operand, before));
    else if (action.kind === "REMOVE") place(draft, action.path, REMOVED);
    else {
      const there = valueAt(before, action.path);
      place(draft, action.path, action.kind === "ADD" ? added(there, action.value) : deleted(there, action.value));
    }
  }
  return closed(draft);
}

function added(there: AttributeValue | undefined, value: AttributeValue): Draft {
  if (there === undefined) return value;
  if ("N" in there && "N" in value) return { N: addNumbers(there.N, value.N) };
  if (typeOf(there) !== typeOf(value)) throw wrongType();
  const old = elementsOf(there) ?? [];
  const more = (elementsOf(value) ?? []).filter((one) => !old.some((other) => equalValues(one, other)));
  return setOf(there, [...old, ...more]);
}

function deleted(there: AttributeValue | undefined, value: AttributeValue): Draft {
  if (there === undefined) return REMOVED;
  if (typeOf(there) !== typeOf(value)) throw wrongType();
  const gone = elementsOf(value) ?? [];
  const left = (elementsOf(there) ?? []).filter((one) => !gone.some((other) => equalValues(one, other)));
  // There are no empty sets.
  return left.length === 0 ? REMOVED : setOf(there, left);
}

function setOf(like: AttributeValue, elements: readonly AttributeValue[]): AttributeValue {
  return { [typeOf(like)]: elements.map((one) => Object.values(one)[0]) } as unknown as AttributeValue;
}

/** Throws ValidationException when the way to the path's last part is not there. */
function place(item: DraftItem, path: Path, value: Draft): void {
  let holder: DraftItem | Draft[] = item;
  for (const part of path.slice(0, -1)) {
    const inner: Draft | undefined = (holder as Record<string | number, Draft>)[part];
    if (inner === undefined || inner === REMOVED) throw wrongPath();
    if ("M" in inner) holder = inner.M as DraftItem;
    else if ("L" in inner) holder = inner.L as Draft[];
    else throw wrongPath();
  }
  const last = path.at(-1);
  if (Array.isArray(holder)) {
    if (typeof last !== "number") throw wrongPath();
    // Beyond the end of a list is its end.
    if (last < holder.length) holder[last] = value;
    else if (value !== REMOVED) holder.push(value);
    return;
  }
  if (typeof last !== "string") throw wrongPath();
  Object.defineProperty(holder, last, { value, writable: true, enumerable: true, configurable: true });
}

function closed(draft: DraftItem): Item {
  const kept = Object.entries(draft).filter((entry): entry is [string, AttributeValue] => entry[1] !== REMOVED);
  return Object.fromEntries(kept.map(([name, value]) => [name, closedValue(value)]));
}

function closedValue(value: AttributeValue): AttributeValue {
  if ("M" in value) return { M: closed(value.M as DraftItem) };
  if (!("L" in value)) return value;
  const kept = (value.L as readonly Draft[]).filter((one): one is AttributeValue => one !== REMOVED);
  return { L: kept.map(closedValue) };
}
