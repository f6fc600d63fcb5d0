import { type AttributeValue, compareValues, typeOf } from "../values/attribute-value.ts";
import type { NamesAndValues } from "./names-and-values.ts";
import { type Path, readPath, shownPath } from "./path.ts";
import { Tokens } from "./tokens.ts";

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** What a comparison compares. */
export type Operand =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "value"; readonly value: AttributeValue }
  | { readonly kind: "size"; readonly of: Operand };

/** A ConditionExpression, FilterExpression or KeyConditionExpression. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly condition: Condition }
  | { readonly kind: "compare"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "between"; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: "in"; readonly operand: Operand; readonly list: readonly Operand[] }
  | { readonly kind: "exists"; readonly path: Path }
  | {
      readonly kind: "attribute_type" | "begins_with" | "contains";
      readonly left: Operand;
      readonly right: Operand;
    };

const COMPARATORS: readonly string[] = ["=", "<>", "<", "<=", ">", ">="] satisfies Comparator[];
const TYPES = ["B", "NULL", "SS", "BOOL", "L", "BS", "N", "NS", "S", "M"];

/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html. `expression` is its name, for
 * errors. Throws ValidationException.
 */
export function readCondition(source: string, expression: string, given: NamesAndValues): Condition {
  const tokens = new Tokens(source, expression, given);
  const condition = readOr(tokens);
  tokens.expectEnd();
  return condition;
}

function readOr(tokens: Tokens): Condition {
  let left = readAnd(tokens);
  while (tokens.take("OR")) left = { kind: "or", left, right: readAnd(tokens) };
  return left;
}

function readAnd(tokens: Tokens): Condition {
  let left = readNot(tokens);
  while (tokens.take("AND")) left = { kind: "and", left, right: readNot(tokens) };
  return left;
}

function readNot(tokens: Tokens): Condition {
  return tokens.take("NOT") ? { kind: "not", condition: readNot(tokens) } : readSimple(tokens);
}

function readSimple(tokens: Tokens): Condition {
  if (tokens.take("(")) {
    const isDoubled = tokens.peek().text === "(" && tokens.closesTogether();
    if (isDoubled) throw tokens.wrong("The expression has redundant parentheses;");
    const inner = readOr(tokens);
    tokens.expect(")");
    return inner;
  }
  const isFunction = tokens.peek().kind === "name" && tokens.peek(1).text === "(" && tokens.peek().text !== "size";
  return isFunction ? readFunction(tokens) : readComparison(tokens);
}

function readFunction(tokens: Tokens): Condition {
  const name = tokens.next().text;
  tokens.expect("(");
  const operands = [readOperand(tokens)];
  while (tokens.take(",")) operands.push(readOperand(tokens));
  tokens.expect(")");
  const wanted = name === "attribute_exists" || name === "attribute_not_exists" ? 1 : 2;
  const known = ["attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains"];
  if (!known.includes(name)) throw tokens.wrong(`Invalid function name; function: ${name}`);
  const [left, right] = operands;
  if (operands.length !== wanted || !left) {
    throw tokens.wrong(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    );
  }
  if (name === "attribute_exists" || name === "attribute_not_exists") {
    if (left.kind !== "path") {
      throw tokens.wrong(`Operator or function requires a document path; operator or function: ${name}`);
    }
    const exists: Condition = { kind: "exists", path: left.path };
    return name === "attribute_exists" ? exists : { kind: "not", condition: exists };
  }
  if (!right) throw tokens.unexpected();
  const kind = name as "attribute_type" | "begins_with" | "contains";
  if (kind === "contains" || kind === "begins_with") refuseSame(left, right, kind, tokens);
  if (kind === "attribute_type") checkType(right, tokens);
  if (kind === "begins_with") for (const operand of [left, right]) checkText(operand, tokens);
  return { kind, left, right };
}

function checkText(operand: Operand, tokens: Tokens): void {
  const type = operand.kind === "value" ? typeOf(operand.value) : undefined;
  if (type === undefined || type === "S" || type === "B") return;
  throw tokens.wrong(
    `Incorrect operand type for operator or function; operator or function: begins_with, operand type: ${type}`,
  );
}

function checkType(right: Operand, tokens: Tokens): void {
  const type = right.kind === "value" && "S" in right.value ? right.value.S : undefined;
  if (type !== undefined && TYPES.includes(type)) return;
  throw tokens.wrong(
    `Invalid attribute type name found; type: ${type ?? "(no string)"}, valid types: {${TYPES.join(",")}}`,
  );
}

function readComparison(tokens: Tokens): Condition {
  const left = readOperand(tokens);
  if (tokens.take("BETWEEN")) {
    const low = readOperand(tokens);
    tokens.expect("AND");
    const high = readOperand(tokens);
    for (const one of [low, high]) checkOrdered(one, "BETWEEN", tokens);
    checkBounds(low, high, tokens);
    return { kind: "between", operand: left, low, high };
  }
  if (tokens.take("IN")) {
    tokens.expect("(");
    const list = [readOperand(tokens)];
    while (tokens.take(",")) list.push(readOperand(tokens));
    tokens.expect(")");
    return { kind: "in", operand: left, list };
  }
  if (left.kind === "size" && tokens.isAtEnd) {
    throw tokens.wrong("The function is not allowed to be used this way in an expression; function: size");
  }
  if (!COMPARATORS.includes(tokens.peek().text)) throw tokens.unexpected();
  const comparator = tokens.next().text as Comparator;
  const right = readOperand(tokens);
  refuseSame(left, right, comparator, tokens);
  if (comparator !== "=" && comparator !== "<>") for (const one of [left, right]) checkOrdered(one, comparator, tokens);
  return { kind: "compare", comparator, left, right };
}

function refuseSame(left: Operand, right: Operand, operator: string, tokens: Tokens): void {
  if (left.kind !== "path" || right.kind !== "path" || !isSame(left.path, right.path)) return;
  throw tokens.wrong(
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${shownPath(left.path)}`,
  );
}

/** Only texts, numbers and binaries are more or less than others. */
function checkOrdered(operand: Operand, operator: string, tokens: Tokens): void {
  const type = operand.kind === "value" ? typeOf(operand.value) : undefined;
  if (type === undefined || type === "S" || type === "N" || type === "B") return;
  throw tokens.wrong(`Incorrect operand type for operator or function; operator: ${operator}, operand type: ${type}`);
}

function checkBounds(low: Operand, high: Operand, tokens: Tokens): void {
  if (low.kind !== "value" || high.kind !== "value") return;
  const told = `lower bound operand: ${shownValue(low.value)}, upper bound operand: ${shownValue(high.value)}`;
  if (typeOf(low.value) !== typeOf(high.value)) {
    throw tokens.wrong(`The BETWEEN operator requires same data type for lower and upper bounds; ${told}`);
  }
  if ((compareValues(low.value, high.value) ?? 0) <= 0) return;
  throw tokens.wrong(`The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${told}`);
}

const shownValue = (value: AttributeValue): string =>
  `AttributeValue: {${typeOf(value)}:${String(Object.values(value)[0])}}`;

const isSame = (left: Path, right: Path): boolean =>
  left.length === right.length && left.every((part, index) => part === right[index]);

/** Throws ValidationException. */
function readOperand(tokens: Tokens): Operand {
  if (tokens.peek().kind === "value") {
    return { kind: "value", value: tokens.given.value(tokens.next().text, tokens.expression) };
  }
  if (tokens.peek().text === "size" && tokens.peek(1).text === "(") {
    tokens.next();
    tokens.expect("(");
    const of = readOperand(tokens);
    tokens.expect(")");
    const type = of.kind === "value" ? typeOf(of.value) : undefined;
    if (type === "N" || type === "BOOL" || type === "NULL") {
      throw tokens.wrong(
        `Incorrect operand type for operator or function; operator or function: size, operand type: ${type}`,
      );
    }
    return { kind: "size", of };
  }
  return { kind: "path", path: readPath(tokens) };
}
