import { AwsError } from "../../gateway/aws-error.ts";
import { Document, exceedsBytes } from "../json/document.ts";
import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { MAXIMUM_DATA_BYTES } from "../limits.ts";

/** The input of a new execution. Throws InvalidExecutionInput (recorded: test_invalid_start_execution_input). */
export function parseExecutionInput(text: string): Document {
  if (text === "") throw invalidInput("Invalid execution input.");
  if (exceedsBytes(text, MAXIMUM_DATA_BYTES)) {
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${MAXIMUM_DATA_BYTES}`,
    );
  }
  try {
    return Document.parse(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw invalidInput(error.message);
    throw error;
  }
}

function invalidInput(reason: string): AwsError {
  return new AwsError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${reason}'`);
}
