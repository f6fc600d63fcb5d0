import type { Happening } from "../events/event.ts";
import type { Execution } from "./execution/execution.ts";

export type TellEvents = (happening: Happening) => void;

/**
 * Tells EventBridge of executions that start and end; of Express machines nothing is told
 * (https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html, with examples).
 */
export function statusTeller(tell: TellEvents | undefined): ((execution: Execution) => void) | undefined {
  if (!tell) return undefined;
  return (execution) => {
    if (execution.machine.type === "EXPRESS") return;
    tell({
      source: "aws.states",
      detailType: "Step Functions Execution Status Change",
      resources: [execution.arn],
      detail: detailOf(execution),
    });
  };
}

function detailOf(execution: Execution): object {
  const { ending } = execution;
  const output = ending?.status === "SUCCEEDED" ? ending.output.text : null;
  const failure = ending && "error" in ending ? ending : undefined;
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machine.arn,
    name: execution.name,
    status: execution.status,
    startDate: execution.startedAt,
    stopDate: execution.endedAt ?? null,
    input: execution.inputText,
    output,
    inputDetails: { included: true },
    outputDetails: output === null ? null : { included: true },
    stateMachineVersionArn: execution.versionArn ?? null,
    stateMachineAliasArn: execution.aliasArn ?? null,
    redriveCount: execution.redriveCount,
    redriveDate: execution.redrivenAt ?? null,
    error: failure?.error ?? null,
    cause: failure?.cause ?? null,
  };
}
