import { AwsError } from "../gateway/aws-error.ts";
import type { QueryMember, QueryMembers } from "../gateway/query-members.ts";
import { MINIMUM_SESSION_SECONDS } from "./limits.ts";

const detected = (sentences: readonly string[]): AwsError =>
  new AwsError(
    "ValidationError",
    `${sentences.length} validation error${sentences.length > 1 ? "s" : ""} detected: ${sentences.join("; ")}`,
  );

/** A text that must be there and of this form. Throws ValidationError, as AWS's framework words it. */
export function requiredText(input: QueryMembers, name: string, form?: RegExp): string {
  const value = input[name];
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  if (typeof value !== "string" || value === "") {
    throw detected([`Value at '${member}' failed to satisfy constraint: Member must not be null`]);
  }
  if (form && !form.test(value)) {
    throw detected([
      `Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${form.source.replace(/^\^|\$$/g, "")}`,
    ]);
  }
  return value;
}

/** `DurationSeconds`. Throws ValidationError. */
export function sessionSeconds(value: QueryMember | undefined, fallback: number, maximum: number): number {
  if (value === undefined || value === "") return fallback;
  const seconds = Number(value);
  const at = `Value '${String(value)}' at 'durationSeconds' failed to satisfy constraint: Member must have value`;
  if (!Number.isInteger(seconds) || seconds < MINIMUM_SESSION_SECONDS) {
    throw detected([`${at} greater than or equal to ${MINIMUM_SESSION_SECONDS}`]);
  }
  if (seconds > maximum) throw detected([`${at} less than or equal to ${maximum}`]);
  return seconds;
}
