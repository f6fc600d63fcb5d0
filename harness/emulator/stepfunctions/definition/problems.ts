import { AwsError } from "../../gateway/aws-error.ts";
import type { TaskResource } from "./task-resource.ts";

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

/** What a definition is to run on. */
export interface Emulation {
  /** Whether a Task can call it. */
  isEmulated(resource: TaskResource): boolean;
  /** Whether a mock answers for the state, so that it calls nothing. */
  isMocked(state: string): boolean;
}

/** Something that a definition asks for and that an emulation may not have. */
interface Demand {
  readonly state: string;
  /** `undefined`: no emulation has it. */
  readonly resource: TaskResource | undefined;
  /** Names it, for a refusal. */
  readonly sentence: string;
}

/** Collects what is wrong with a definition while it is parsed. */
export class Problems {
  /** Errors, in the order in which they were found. */
  readonly found: Diagnostic[] = [];
  readonly #demands: Demand[] = [];

  schema(message: string, location: string): void {
    this.error("SCHEMA_VALIDATION_FAILED", message, location || "/");
  }

  error(code: DiagnosticCode, message: string, location?: string): void {
    this.found.push({ severity: "ERROR", code, message, ...(location !== undefined && { location }) });
  }

  /** The state is good on AWS, but asks for something that is not emulated; the sentence names it. */
  notEmulated(state: string, sentence: string): void {
    this.#demands.push({ state, resource: undefined, sentence });
  }

  /** The state calls a resource; the sentence says that it is not emulated, where it is not. */
  noteCall(state: string, resource: TaskResource, sentence: string): void {
    this.#demands.push({ state, resource, sentence });
  }

  /**
   * Throws InvalidDefinition with all errors, or NotImplemented with all that the emulation does not have in states
   * that nothing mocks, each once. Without an emulation nothing is missing.
   */
  throwIfAny(emulation: Emulation | undefined): void {
    if (this.found.length > 0) throw invalidDefinition(this.found);
    if (!emulation) return;
    const has = ({ resource }: Demand): boolean => resource !== undefined && emulation.isEmulated(resource);
    const missing = this.#demands.filter((demand) => !has(demand) && !emulation.isMocked(demand.state));
    if (missing.length > 0) {
      throw new AwsError("NotImplemented", [...new Set(missing.map(({ sentence }) => sentence))].join(" "), {
        status: 501,
      });
    }
  }
}

/** All errors in one message; an error without a place is `at null` (measured on AWS: MISSING_END_STATE). */
function invalidDefinition(errors: readonly Diagnostic[]): AwsError {
  const list = errors.map(({ code, message, location = "null" }) => `${code}: ${message} at ${location}`);
  return new AwsError("InvalidDefinition", `Invalid State Machine Definition: '${list.join(", ")}'`);
}
