import { z } from "zod";
import { recordOf } from "../gateway/record-of.ts";
import { constraintViolated, wrongType } from "./errors.ts";
import {
  MAXIMUM_GROUP_NAME_CHARACTERS,
  MAXIMUM_STREAM_NAME_CHARACTERS,
  MINIMUM_LISTED,
  MINIMUM_NAME_CHARACTERS,
  MINIMUM_TIMESTAMP_MS,
} from "./limits.ts";

/** Parses the input of one operation: a missing member is InvalidParameterException, a wrong type SerializationException. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path ?? [];
  const member = path.join(".");
  const value = path.reduce<unknown>((at, key) => (isRecord(at) ? at[String(key)] : undefined), input);
  if (value === undefined || value === null) throw constraintViolated(member, value, "Member must not be null");
  if (issue?.code === "too_big" || issue?.code === "too_small" || issue?.code === "invalid_format") {
    throw constraintViolated(member, value, issue.message);
  }
  throw wrongType(`${member} can not be converted: ${issue?.message ?? "wrong type"}`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** AWS's clients leave out what is not given; some hand-written ones send null. */
export const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => (value === null ? undefined : value));

export const longest = (length: number) => `Member must have length less than or equal to ${length}`;
export const shortest = (length: number) => `Member must have length greater than or equal to ${length}`;
const pattern = (text: string) => `Member must satisfy regular expression pattern: ${text}`;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const logGroupName = z
  .string()
  .min(MINIMUM_NAME_CHARACTERS, shortest(MINIMUM_NAME_CHARACTERS))
  .max(MAXIMUM_GROUP_NAME_CHARACTERS, longest(MAXIMUM_GROUP_NAME_CHARACTERS))
  .regex(/^[.\-_/#A-Za-z0-9]+$/, pattern("[\\.\\-_/#A-Za-z0-9]+"));

export const logStreamName = z
  .string()
  .min(MINIMUM_NAME_CHARACTERS, shortest(MINIMUM_NAME_CHARACTERS))
  .max(MAXIMUM_STREAM_NAME_CHARACTERS, longest(MAXIMUM_STREAM_NAME_CHARACTERS))
  .regex(/^[^:*]*$/, pattern("[^:*]*"));

/** A page's size. */
export const limitUpTo = (maximum: number) =>
  optional(
    z
      .number()
      .int()
      .min(MINIMUM_LISTED, `Member must have value greater than or equal to ${MINIMUM_LISTED}`)
      .max(maximum, `Member must have value less than or equal to ${maximum}`),
  );

/** Milliseconds since the epoch. */
export const timestamp = z
  .number()
  .int()
  .min(MINIMUM_TIMESTAMP_MS, `Member must have value greater than or equal to ${MINIMUM_TIMESTAMP_MS}`);

export const tags = recordOf(z.string());
