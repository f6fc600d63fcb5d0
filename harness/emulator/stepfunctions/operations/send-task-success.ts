import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { Document } from "../json/document.ts";
import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { MAXIMUM_DATA_BYTES } from "../limits.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { readTaskToken, taskResource } from "./task-token.ts";

export function sendTaskSuccess(service: StepFunctionsService): JsonOperation {
  return {
    resource: taskResource,
    perform(input) {
      const token = readTaskToken(input);
      const text = requiredText(input, "output", { maximum: MAXIMUM_DATA_BYTES });
      const task = service.tokens.find(token);
      const output = readOutput(text);
      service.tokens.close(task);
      task.succeed(output);
      return {};
    },
  };
}

/** Throws InvalidOutput; the reason is worded as for an execution's input. */
function readOutput(text: string): Document {
  try {
    return Document.parse(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new AwsError("InvalidOutput", `Invalid Output: '${error.message}'`);
  }
}
