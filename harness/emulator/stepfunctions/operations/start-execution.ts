import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn, executionArn } from "../arns.ts";
import type { Execution } from "../execution/execution.ts";
import { MAXIMUM_DATA_BYTES } from "../execution/limits.ts";
import { Document, exceedsBytes } from "../json/document.ts";
import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { checkName } from "../names.ts";
import { optionalText, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource, wireDate } from "./operation.ts";

export function startExecution(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineArn");
      checkArn(arn, "stateMachine");
      const name = optionalText(input, "name");
      if (name !== undefined) checkName(name);
      const text = optionalText(input, "input") ?? "{}";
      const machine = service.machine(arn);
      const document = parseInput(text);
      if (name === undefined) {
        return answer(
          service.start(machine, service.random.stream("states/execution-name").uuid(), { document, text }),
        );
      }
      const existing = service.executions.get(executionArn(service.place, machine.name, name));
      if (existing) return answer(sameExecution(existing, text));
      return answer(service.start(machine, name, { document, text }));
    },
  };
}

/** Idempotent only while it runs with the same input (API reference of StartExecution). */
function sameExecution(existing: Execution, inputText: string): Execution {
  if (existing.status === "RUNNING" && existing.inputText === inputText) return existing;
  throw new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${existing.arn}'`);
}

/** Recorded: test_invalid_start_execution_input. */
function parseInput(text: string): Document {
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

function answer(execution: Execution): unknown {
  return { executionArn: execution.arn, startDate: wireDate(execution.startedAt) };
}
