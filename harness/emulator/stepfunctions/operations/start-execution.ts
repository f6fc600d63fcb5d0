import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn, executionArn } from "../arns.ts";
import type { Execution } from "../execution/execution.ts";
import { MAXIMUM_TRACE_HEADER_CHARACTERS } from "../limits.ts";
import { checkName } from "../names.ts";
import { optionalText, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { startableMachine } from "../startable-machine.ts";
import { parseExecutionInput } from "./execution-input.ts";
import { arnResource, wireDate } from "./operation.ts";

export function startExecution(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineArn");
      checkArn(arn, "stateMachine");
      const name = optionalText(input, "name");
      if (name !== undefined) checkName(name);
      const traceHeader = optionalText(input, "traceHeader", { maximum: MAXIMUM_TRACE_HEADER_CHARACTERS });
      const text = optionalText(input, "input") ?? "{}";
      const from = startableMachine(service, arn);
      const { machine } = from;
      const document = parseExecutionInput(text);
      // Names of Express executions need not be unique: there is nothing to find again.
      if (name === undefined || machine.type === "EXPRESS") {
        return answer(
          service.start(from, name ?? service.random.stream("states/execution-name").uuid(), {
            document,
            text,
            traceHeader,
          }),
        );
      }
      const existing = service.executions.get(executionArn(service.place, machine.name, name));
      if (existing) return answer(sameExecution(existing, text));
      return answer(service.start(from, name, { document, text, traceHeader }));
    },
  };
}

/** Idempotent only while it runs with the same input (API reference of StartExecution). */
function sameExecution(existing: Execution, inputText: string): Execution {
  if (existing.status === "RUNNING" && existing.inputText === inputText) return existing;
  throw new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${existing.arn}'`);
}

function answer(execution: Execution): unknown {
  return { executionArn: execution.arn, startDate: wireDate(execution.startedAt) };
}
