import { AwsError } from "../../gateway/aws-error.ts";

/** One thing wrong with a definition, as ValidateStateMachineDefinition lists them. */
interface Problem {
  readonly code: "SCHEMA_VALIDATION_FAILED" | "MISSING_TRANSITION_TARGET" | "INVALID_JSON_DESCRIPTION";
  readonly message: string;
  /** Place in the definition: `/States/Wait/Timestamp`; absent when there is none. */
  readonly location?: string;
}

/** Collects what is wrong with a definition while it is parsed. */
export class Problems {
  readonly found: Problem[] = [];

  schema(message: string, location: string): void {
    this.found.push({ code: "SCHEMA_VALIDATION_FAILED", message, location: location || "/" });
  }

  transition(message: string, location: string): void {
    this.found.push({ code: "MISSING_TRANSITION_TARGET", message, location });
  }

  /** Throws AWS's error if anything was found (recorded: test_illegal_escapes, test_wait_timestamp_invalid). */
  throwIfAny(): void {
    if (this.found.length > 0) throw invalidDefinition(this.found);
  }
}

export function invalidDefinition(problems: readonly Problem[]): AwsError {
  const list = problems.map(
    ({ code, message, location }) => `${code}: ${message}${location === undefined ? "" : ` at ${location}`}`,
  );
  return new AwsError("InvalidDefinition", `Invalid State Machine Definition: '${list.join(", ")}'`);
}
