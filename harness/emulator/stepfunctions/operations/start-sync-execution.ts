import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import type { Execution } from "../execution/execution.ts";
import { BILLED_STEP_MEGABYTES, BILLED_STEP_MS, MAXIMUM_TRACE_HEADER_CHARACTERS } from "../limits.ts";
import { checkName } from "../names.ts";
import { optionalChoice, optionalText, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { startableMachine } from "../startable-machine.ts";
import { parseExecutionInput } from "./execution-input.ts";
import { arnResource, machineTypeNotSupported, wireDate } from "./operation.ts";

/** Runs an execution of an Express machine and answers with its end, also when it fails. */
export function startSyncExecution(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    async perform(input) {
      const arn = requiredText(input, "stateMachineArn");
      checkArn(arn, "stateMachine");
      const name = optionalText(input, "name");
      if (name !== undefined) checkName(name);
      const traceHeader = optionalText(input, "traceHeader", { maximum: MAXIMUM_TRACE_HEADER_CHARACTERS });
      const metadataOnly = optionalChoice(input, "includedData", ["ALL_DATA", "METADATA_ONLY"]) === "METADATA_ONLY";
      const text = optionalText(input, "input") ?? "{}";
      const from = startableMachine(service, arn);
      if (from.machine.type !== "EXPRESS") throw machineTypeNotSupported();
      const document = parseExecutionInput(text);
      const execution = await service.runSynchronously(
        from,
        name ?? service.random.stream("states/execution-name").uuid(),
        { document, text },
      );
      return {
        executionArn: execution.arn,
        stateMachineArn: arn,
        name: execution.name,
        startDate: wireDate(execution.startedAt),
        stopDate: wireDate(execution.endedAt ?? service.clock.now()),
        status: execution.status,
        ...(metadataOnly
          ? { inputDetails: { included: false } }
          : { input: execution.inputText, inputDetails: { included: true } }),
        ...describeEnding(execution, metadataOnly),
        traceHeader,
        billingDetails: billing(execution),
      };
    },
  };
}

function describeEnding({ ending }: Execution, metadataOnly: boolean): Record<string, unknown> {
  switch (ending?.status) {
    case "SUCCEEDED":
      return metadataOnly
        ? { outputDetails: { included: false } }
        : { output: ending.output.text, outputDetails: { included: true } };
    case "TIMED_OUT":
      return { error: "States.Timeout" };
    default:
      return { error: ending?.error, cause: ending?.cause };
  }
}

/** By the started 100 ms; memory is billed in chunks of 64 MB, and everything here fits into one (recorded: TestExpressSync). */
function billing({ startedAt, endedAt = startedAt }: Execution): Record<string, number> {
  const chunks = Math.max(1, Math.ceil((endedAt - startedAt) / BILLED_STEP_MS));
  return { billedDurationInMilliseconds: chunks * BILLED_STEP_MS, billedMemoryUsedInMB: BILLED_STEP_MEGABYTES };
}
