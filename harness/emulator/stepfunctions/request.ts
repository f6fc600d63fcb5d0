import { AwsError } from "../gateway/aws-error.ts";
import type { JsonInput } from "../gateway/json-protocol.ts";

/** Bounds of a text's length or of a number's value, and the words for where it stands when it is not a top-level member. */
interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  /** A regular expression in AWS's spelling, which the refusal quotes. */
  readonly pattern?: string;
  readonly path?: string;
}

/** A required text member; refused as AWS's framework does (recorded: test_list_executions_pagination). */
export function requiredText(input: JsonInput, member: string, bounds: Bounds = {}): string {
  const text = optionalText(input, member, bounds);
  if (text === undefined) throw missing(bounds.path ?? member);
  return text;
}

export function optionalText(input: JsonInput, member: string, bounds: Bounds = {}): string | undefined {
  const value = input[member];
  const at = bounds.path ?? member;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw wrongType(at, "STRING_VALUE");
  if (value.length < (bounds.minimum ?? 0)) {
    throw outOfBounds(value, at, `Member must have length greater than or equal to ${bounds.minimum}`);
  }
  if (bounds.maximum !== undefined && value.length > bounds.maximum) {
    throw outOfBounds(value, at, `Member must have length less than or equal to ${bounds.maximum}`);
  }
  if (bounds.pattern !== undefined && !new RegExp(bounds.pattern).test(value)) {
    throw outOfBounds(value, at, `Member must satisfy regular expression pattern: ${bounds.pattern}`);
  }
  return value;
}

/** A required list of objects; what is in them is for the caller to check. */
export function requiredList(input: JsonInput, member: string): JsonInput[] {
  const items = optionalList(input, member);
  if (items === undefined) throw missing(member);
  return items;
}

/** A required list of texts, each within the bounds. */
export function requiredTexts(input: JsonInput, member: string, bounds: Bounds = {}): string[] {
  const value = input[member];
  if (value === undefined || value === null) throw missing(member);
  if (!Array.isArray(value)) throw wrongType(member, "LIST_VALUE");
  return value.map((text: unknown, index) =>
    requiredText({ text }, "text", { ...bounds, path: `${member}.${index + 1}.member` }),
  );
}

export function optionalStructure(input: JsonInput, member: string, path = member): JsonInput | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object" || Array.isArray(value)) throw wrongType(path, "STRUCTURE_VALUE");
  return value as JsonInput;
}

export function optionalList(input: JsonInput, member: string): JsonInput[] | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw wrongType(member, "LIST_VALUE");
  return value.map((item: unknown) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) throw wrongType(member, "STRUCTURE_VALUE");
    return item as JsonInput;
  });
}

export function optionalInteger(input: JsonInput, member: string, bounds: Bounds = {}): number | undefined {
  const value = optionalNumber(input, member, bounds);
  if (value !== undefined && !Number.isInteger(value)) throw wrongType(bounds.path ?? member, "NUMBER_VALUE");
  return value;
}

export function optionalNumber(input: JsonInput, member: string, bounds: Bounds = {}): number | undefined {
  const value = input[member];
  const at = bounds.path ?? member;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number") throw wrongType(at, "NUMBER_VALUE");
  if (bounds.minimum !== undefined && value < bounds.minimum) {
    throw outOfBounds(value, at, `Member must have value greater than or equal to ${bounds.minimum}`);
  }
  if (bounds.maximum !== undefined && value > bounds.maximum) {
    throw outOfBounds(value, at, `Member must have value less than or equal to ${bounds.maximum}`);
  }
  return value;
}

export function optionalBoolean(input: JsonInput, member: string, path = member): boolean | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw wrongType(path, "TRUE_VALUE");
  return value;
}

/** One of an enumeration's values. */
export function optionalChoice<T extends string>(
  input: JsonInput,
  member: string,
  choices: readonly T[],
  path = member,
): T | undefined {
  const text = optionalText(input, member, { path });
  const chosen = choices.find((choice) => choice === text);
  if (text === undefined || chosen !== undefined) return chosen;
  throw outOfBounds(text, path, `Member must satisfy enum value set: [${choices.join(", ")}]`);
}

/** A member that must be there is not. */
export function missing(path: string): AwsError {
  return constraint(`Value null at '${path}' failed to satisfy constraint: Member must not be null`);
}

/** A value that breaks a rule of the service's model. */
export function outOfBounds(value: string | number, member: string, rule: string): AwsError {
  return constraint(`Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`);
}

function constraint(message: string): AwsError {
  return new AwsError("ValidationException", `1 validation error detected: ${message}`);
}

function wrongType(member: string, expected: string): AwsError {
  return new AwsError("SerializationException", `${member} can not be converted: expected a ${expected}`);
}
