import type { RandomStream } from "../../../clock/random-streams.ts";
import { type Json, numberOf } from "../json/json.ts";
import { writeJson } from "../json/write.ts";

/** What an intrinsic function may use besides its arguments. */
export interface IntrinsicTools {
  readonly random: RandomStream;
}

/** One `States.X` function. Throws `IntrinsicError`. */
export interface Intrinsic {
  readonly minimumArguments: number;
  readonly maximumArguments: number;
  evaluate(args: readonly Json[], tools: IntrinsicTools): Json;
}

/** An intrinsic function refuses its arguments. AWS does not say why; the message is for us. */
export class IntrinsicError extends Error {
  /** What AWS says after "Invalid arguments in …". */
  readonly detail: string | undefined;

  constructor(message: string, detail?: string) {
    super(message);
    this.name = "IntrinsicError";
    this.detail = detail;
  }
}

export function arrayArgument(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value;
  throw new IntrinsicError(`Expected an array, but got ${describe(value)}`);
}

export function textArgument(value: Json | undefined): string {
  if (typeof value === "string") return value;
  throw new IntrinsicError(`Expected a string, but got ${describe(value)}`);
}

/** A number without its fraction, as AWS takes it in ArrayRange and MathRandom (measured by aws-local-stepfunctions). */
export function truncatedArgument(value: Json | undefined): number {
  return Math.trunc(numberArgument(value)) + 0;
}

/** A number, rounded half up to an integer as AWS does (recorded: test_math_add). */
export function integerArgument(value: Json | undefined): number {
  return Math.floor(numberArgument(value) + 0.5) + 0;
}

function numberArgument(value: Json | undefined): number {
  const number = value === undefined ? undefined : numberOf(value);
  if (number === undefined) throw new IntrinsicError(`Expected a number, but got ${describe(value)}`);
  return number;
}

function describe(value: Json | undefined): string {
  return value === undefined ? "nothing" : writeJson(value);
}
