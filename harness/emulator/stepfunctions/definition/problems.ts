import { AwsError } from "../../gateway/aws-error.ts";

/**
 * One thing wrong with a definition, as ValidateStateMachineDefinition lists them
 * (https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html).
 */
export interface Diagnostic {
  readonly severity: "ERROR" | "WARNING";
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Place in the definition: `/States/Wait/Timestamp`; absent when there is none. */
  readonly location?: string;
}

type DiagnosticCode =
  | "DUPLICATE_LABEL_NAME"
  | "DUPLICATE_STATE_NAME"
  | "DUPLICATE_VARIABLE_NAME"
  | "INVALID_JSON_DESCRIPTION"
  | "INVALID_JSONATA_EXPRESSION"
  | "INVALID_LABEL_NAME"
  | "INVALID_STATE_NAME"
  | "INVALID_VARIABLE_NAME"
  | "MISSING_END_STATE"
  | "MISSING_TRANSITION_TARGET"
  | "NO_DOLLAR"
  | "NO_PATH"
  | "PASS_RESULT_IS_STATIC"
  | "RESERVED_VARIABLE_NAME"
  | "SCHEMA_VALIDATION_FAILED"
  | "UNSUPPORTED_JSONATA_EXPRESSION";

/** Collects what is wrong with a definition while it is parsed. */
export class Problems {
  /** Errors, in the order in which they were found. */
  readonly found: Diagnostic[] = [];
  readonly #notEmulated: { readonly state: string; readonly sentence: string }[] = [];

  schema(message: string, location: string): void {
    this.error("SCHEMA_VALIDATION_FAILED", message, location || "/");
  }

  error(code: DiagnosticCode, message: string, location?: string): void {
    this.found.push({ severity: "ERROR", code, message, ...(location !== undefined && { location }) });
  }

  /** The state is good on AWS, but asks for something that this room does not have; the sentence names it. */
  notEmulated(state: string, sentence: string): void {
    this.#notEmulated.push({ state, sentence });
  }

  /** Throws InvalidDefinition with all errors, or NotImplemented with all that is not emulated in states that nothing mocks. */
  throwIfAny(isMocked: (state: string) => boolean): void {
    if (this.found.length > 0) throw invalidDefinition(this.found);
    const missing = this.#notEmulated.filter(({ state }) => !isMocked(state));
    if (missing.length > 0) {
      throw new AwsError("NotImplemented", missing.map(({ sentence }) => sentence).join(" "), { status: 501 });
    }
  }
}

/** All errors in one message; an error without a place is `at null` (measured on AWS: MISSING_END_STATE). */
function invalidDefinition(errors: readonly Diagnostic[]): AwsError {
  const list = errors.map(({ code, message, location = "null" }) => `${code}: ${message} at ${location}`);
  return new AwsError("InvalidDefinition", `Invalid State Machine Definition: '${list.join(", ")}'`);
}
