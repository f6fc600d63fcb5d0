import { z } from "zod";
import { AwsError } from "./aws-error.ts";

/** Members that are not given; some clients send null for them. */
export const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => (value === null ? undefined : value));

/**
 * The members of a request, as a schema has them. Throws what AWS's service framework answers: ValidationException for a missing member and
 * for a bound, SerializationException for a wrong type.
 */
export function parseMembers<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (!issue) throw parsed.error;
  const value = issue.path.reduce<unknown>((at, key) => (isObject(at) ? at[String(key)] : undefined), input);
  const rule = value === undefined || value === null ? "Member must not be null" : brokenRule(issue);
  if (rule === undefined) {
    const where = issue.path.join(".");
    throw new AwsError("SerializationException", `${where} can not be converted: ${issue.message}`, {
      namespace: "com.amazon.coral.service",
    });
  }
  throw violated(issue.path.map(String), value, rule);
}

/** ValidationException in the words of AWS's framework. */
export function violated(path: readonly string[], value: unknown, rule: string): AwsError {
  const member = path.map((part) => part.charAt(0).toLowerCase() + part.slice(1)).join(".");
  const shown =
    value === undefined || value === null ? "" : ` '${isObject(value) ? JSON.stringify(value) : String(value)}'`;
  return new AwsError(
    "ValidationException",
    `1 validation error detected: Value${shown} at '${member}' failed to satisfy constraint: ${rule}`,
  );
}

type Issue = z.core.$ZodIssue;

function brokenRule(issue: Issue): string | undefined {
  const what = "origin" in issue && issue.origin === "number" ? "value" : "length";
  if (issue.code === "too_small") return `Member must have ${what} greater than or equal to ${issue.minimum}`;
  if (issue.code === "too_big") return `Member must have ${what} less than or equal to ${issue.maximum}`;
  if (issue.code === "invalid_value") return `Member must satisfy enum value set: [${issue.values.join(", ")}]`;
  if (issue.code !== "invalid_format") return undefined;
  return `Member must satisfy regular expression pattern: ${"pattern" in issue ? unslashed(String(issue.pattern)) : ""}`;
}

/** `/^[a-z]+$/` → `[a-z]+` */
const unslashed = (pattern: string): string => pattern.replace(/^\/\^?|\$?\/[a-z]*$/g, "");

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Refuses, by name, members that change what AWS does and are not emulated. Nothing is said by null, false, NONE and an empty list. */
export function refuseMembers(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  names: readonly string[],
): void {
  const said = (value: unknown) =>
    value !== undefined &&
    value !== null &&
    value !== false &&
    value !== "NONE" &&
    !(Array.isArray(value) && value.length === 0);
  const refused = names.find((name) => Object.hasOwn(input, name) && said(input[name]));
  if (refused !== undefined) {
    throw new AwsError("NotImplemented", `The parameter ${refused} of ${operation} is not emulated.`, { status: 501 });
  }
}

/** Tags as most services spell them. */
export const tagList = z.array(z.object({ Key: z.string(), Value: z.string() }));
