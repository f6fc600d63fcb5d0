import { invalidParameter } from "./errors.ts";

/** The group that an operation names: by `logGroupName`, or by `logGroupIdentifier`, which may be an ARN. */
export function requireIdentifier(given: {
  logGroupName: string | undefined;
  logGroupIdentifier: string | undefined;
}): string {
  const { logGroupName, logGroupIdentifier } = given;
  const identifier = logGroupName ?? logGroupIdentifier;
  if (identifier !== undefined && (logGroupName === undefined || logGroupIdentifier === undefined)) return identifier;
  throw invalidParameter("Exactly one of logGroupName and logGroupIdentifier must be given.");
}
