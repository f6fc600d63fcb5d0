import { AwsError } from "../gateway/aws-error.ts";
import type { JsonInput } from "../gateway/json-protocol.ts";

/** Bounds of a text's length or of a number's value. */
interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A required text member; refused as AWS's framework does (recorded: test_list_executions_pagination). */
export function requiredText(input: JsonInput, member: string, bounds: Bounds = {}): string {
  const text = optionalText(input, member, bounds);
  if (text === undefined) {
    throw constraint(`Value null at '${member}' failed to satisfy constraint: Member must not be null`);
  }
  return text;
}

export function optionalText(input: JsonInput, member: string, bounds: Bounds = {}): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw wrongType(member, "STRING_VALUE");
  if (value.length < (bounds.minimum ?? 0)) {
    throw outOfBounds(value, member, `Member must have length greater than or equal to ${bounds.minimum}`);
  }
  if (bounds.maximum !== undefined && value.length > bounds.maximum) {
    throw outOfBounds(value, member, `Member must have length less than or equal to ${bounds.maximum}`);
  }
  return value;
}

export function optionalInteger(input: JsonInput, member: string, bounds: Bounds = {}): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value)) throw wrongType(member, "NUMBER_VALUE");
  if (bounds.minimum !== undefined && value < bounds.minimum) {
    throw outOfBounds(value, member, `Member must have value greater than or equal to ${bounds.minimum}`);
  }
  if (bounds.maximum !== undefined && value > bounds.maximum) {
    throw outOfBounds(value, member, `Member must have value less than or equal to ${bounds.maximum}`);
  }
  return value;
}

export function optionalBoolean(input: JsonInput, member: string): boolean | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw wrongType(member, "TRUE_VALUE");
  return value;
}

/** One of an enumeration's values. */
export function optionalChoice<T extends string>(
  input: JsonInput,
  member: string,
  choices: readonly T[],
): T | undefined {
  const text = optionalText(input, member);
  const chosen = choices.find((choice) => choice === text);
  if (text === undefined || chosen !== undefined) return chosen;
  throw outOfBounds(text, member, `Member must satisfy enum value set: [${choices.join(", ")}]`);
}

/** Refuses by name the members that are given and not emulated. */
export function refuseMembers(input: JsonInput, operation: string, members: readonly string[]): void {
  const member = members.find((name) => isMeaningful(input[name]));
  if (member === undefined) return;
  throw new AwsError("NotImplemented", `The parameter ${member} of ${operation} is not emulated.`, { status: 501 });
}

function isMeaningful(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
}

function outOfBounds(value: string | number, member: string, rule: string): AwsError {
  return constraint(`Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`);
}

function constraint(message: string): AwsError {
  return new AwsError("ValidationException", `1 validation error detected: ${message}`);
}

function wrongType(member: string, expected: string): AwsError {
  return new AwsError("SerializationException", `${member} can not be converted: expected a ${expected}`);
}
