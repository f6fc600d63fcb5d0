import { z } from "zod";
import { missingParameter, serializationError } from "./errors.ts";

/**
 * Parses the input of one operation. A missing member is MissingRequiredParameterException, a wrong type
 * SerializationException, as AWS's framework tells them apart before the service is asked.
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.map(String) ?? [];
  if (valueAt(input, path) === undefined) throw missingParameter(path.join("."));
  throw serializationError(`${path.join(".")}: ${issue?.message ?? "wrong type"}`);
}

function valueAt(input: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined,
    input,
  );
}

/** AWS's clients leave out what is not given; some hand-written ones send null. */
export const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => (value === null ? undefined : value));

export const queueUrl = z.string();
