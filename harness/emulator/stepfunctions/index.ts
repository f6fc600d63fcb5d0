import { createJsonProtocol } from "../gateway/json-protocol.ts";
import type { Room, RoomDependencies } from "../room.ts";
import type { Execution } from "./execution/execution.ts";
import type { HistoryEvent } from "./execution/history.ts";
import type { LogDelivery } from "./logging/log-delivery.ts";
import { addStateMachine, createStateMachine } from "./operations/create-state-machine.ts";
import { deleteStateMachine } from "./operations/delete-state-machine.ts";
import { describeExecution } from "./operations/describe-execution.ts";
import { describeStateMachine } from "./operations/describe-state-machine.ts";
import { describeStateMachineForExecution } from "./operations/describe-state-machine-for-execution.ts";
import { getExecutionHistory } from "./operations/get-execution-history.ts";
import { listExecutions } from "./operations/list-executions.ts";
import { listStateMachines } from "./operations/list-state-machines.ts";
import { NOT_EMULATED } from "./operations/not-emulated.ts";
import { startExecution } from "./operations/start-execution.ts";
import { startSyncExecution } from "./operations/start-sync-execution.ts";
import { stopExecution } from "./operations/stop-execution.ts";
import { updateStateMachine } from "./operations/update-state-machine.ts";
import { StepFunctionsService } from "./service.ts";
import type { StateMachineType } from "./state-machine.ts";
import type { TaskIntegrations } from "./tasks/task-integrations.ts";

/** The Step Functions room, with what the harness asks directly instead of over the wire. */
export interface StepFunctions extends Room {
  /** As CreateStateMachine: idempotent; throws an AwsError. Returns the ARN. */
  createStateMachine(machine: { name: string; definition: string; roleArn: string; type?: StateMachineType }): string;
  /** All executions in the order in which they were started. */
  executions(): readonly Execution[];
  /** Events of one execution. Throws an AwsError when it does not exist. */
  history(executionArn: string): readonly HistoryEvent[];
}

export function createStepFunctions(
  dependencies: RoomDependencies & { readonly integrations: TaskIntegrations; readonly logs: LogDelivery },
): StepFunctions {
  const service = new StepFunctionsService({
    place: { accountId: dependencies.accountId, region: dependencies.region },
    clock: dependencies.clock,
    random: dependencies.random,
    trace: dependencies.network.trace,
    integrations: dependencies.integrations,
    logs: dependencies.logs,
  });
  const protocol = createJsonProtocol({
    service: "states",
    targetPrefix: "AWSStepFunctions",
    version: "1.0",
    namespace: "com.amazonaws.swf.service.v2.model",
    operations: {
      CreateStateMachine: createStateMachine(service),
      DeleteStateMachine: deleteStateMachine(service),
      DescribeExecution: describeExecution(service),
      DescribeStateMachine: describeStateMachine(service),
      DescribeStateMachineForExecution: describeStateMachineForExecution(service),
      GetExecutionHistory: getExecutionHistory(service),
      ListExecutions: listExecutions(service),
      ListStateMachines: listStateMachines(service),
      StartExecution: startExecution(service),
      StartSyncExecution: startSyncExecution(service),
      StopExecution: stopExecution(service),
      UpdateStateMachine: updateStateMachine(service),
    },
    notEmulated: NOT_EMULATED,
  });
  return {
    ...protocol,
    createStateMachine: ({ name, definition, roleArn, type = "STANDARD" }) =>
      addStateMachine(service, { name, type, definition, roleArn }).arn,
    executions: () => [...service.executions.values()],
    history: (executionArn) => service.execution(executionArn).history.events,
  };
}
