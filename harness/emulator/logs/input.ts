import { z } from "zod";
import { constraintViolated, wrongType } from "./errors.ts";

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

const longest = (length: number) => `Member must have length less than or equal to ${length}`;
const shortest = (length: number) => `Member must have length greater than or equal to ${length}`;
const pattern = (text: string) => `Member must satisfy regular expression pattern: ${text}`;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const logGroupName = z
  .string()
  .min(1, shortest(1))
  .max(512, longest(512))
  .regex(/^[.\-_/#A-Za-z0-9]+$/, pattern("[\\.\\-_/#A-Za-z0-9]+"));

export const logStreamName = z
  .string()
  .min(1, shortest(1))
  .max(512, longest(512))
  .regex(/^[^:*]*$/, pattern("[^:*]*"));

/** A page's size. */
export const limitUpTo = (maximum: number) =>
  optional(
    z
      .number()
      .int()
      .min(1, "Member must have value greater than or equal to 1")
      .max(maximum, `Member must have value less than or equal to ${maximum}`),
  );

/** Milliseconds since the epoch. */
export const timestamp = z.number().int().min(0, "Member must have value greater than or equal to 0");

export const tags = z.record(z.string(), z.string());
