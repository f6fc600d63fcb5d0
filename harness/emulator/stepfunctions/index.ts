import { createJsonProtocol, type JsonOperation } from "../gateway/json-protocol.ts";
import type { Room, RoomDependencies } from "../room.ts";
import type { Execution } from "./execution/execution.ts";
import type { HistoryEvent } from "./execution/history.ts";
import type { Inspector } from "./execution/inspection.ts";
import type { LogDelivery } from "./logging/log-delivery.ts";
import { MachineMocks } from "./mocks/machine-mocks.ts";
import type { StepFunctionsOperationName } from "./operation-names.ts";
import { createActivity } from "./operations/create-activity.ts";
import { addStateMachine, createStateMachine } from "./operations/create-state-machine.ts";
import { createStateMachineAlias } from "./operations/create-state-machine-alias.ts";
import { deleteActivity } from "./operations/delete-activity.ts";
import { deleteStateMachine } from "./operations/delete-state-machine.ts";
import { deleteStateMachineAlias } from "./operations/delete-state-machine-alias.ts";
import { deleteStateMachineVersion } from "./operations/delete-state-machine-version.ts";
import { describeActivity } from "./operations/describe-activity.ts";
import { describeExecution } from "./operations/describe-execution.ts";
import { describeMapRun } from "./operations/describe-map-run.ts";
import { describeStateMachine } from "./operations/describe-state-machine.ts";
import { describeStateMachineAlias } from "./operations/describe-state-machine-alias.ts";
import { describeStateMachineForExecution } from "./operations/describe-state-machine-for-execution.ts";
import { getActivityTask } from "./operations/get-activity-task.ts";
import { getExecutionHistory } from "./operations/get-execution-history.ts";
import { listActivities } from "./operations/list-activities.ts";
import { listExecutions } from "./operations/list-executions.ts";
import { listMapRuns } from "./operations/list-map-runs.ts";
import { listStateMachineAliases } from "./operations/list-state-machine-aliases.ts";
import { listStateMachineVersions } from "./operations/list-state-machine-versions.ts";
import { listStateMachines } from "./operations/list-state-machines.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { publishStateMachineVersion } from "./operations/publish-state-machine-version.ts";
import { redriveExecution } from "./operations/redrive-execution.ts";
import { sendTaskFailure } from "./operations/send-task-failure.ts";
import { sendTaskHeartbeat } from "./operations/send-task-heartbeat.ts";
import { sendTaskSuccess } from "./operations/send-task-success.ts";
import { startExecution } from "./operations/start-execution.ts";
import { startSyncExecution } from "./operations/start-sync-execution.ts";
import { stopExecution } from "./operations/stop-execution.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { testState } from "./operations/test-state.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateMapRun } from "./operations/update-map-run.ts";
import { updateStateMachine } from "./operations/update-state-machine.ts";
import { updateStateMachineAlias } from "./operations/update-state-machine-alias.ts";
import { validateStateMachineDefinition } from "./operations/validate-state-machine-definition.ts";
import { StepFunctionsService } from "./service.ts";
import type { StateMachineType } from "./state-machine-type.ts";
import { statusTeller, type TellEvents } from "./status-change.ts";
import type { TaskIntegrations } from "./tasks/task-integrations.ts";

/** The Step Functions room, with what the harness asks directly instead of over the wire. */
export interface StepFunctions extends Room {
  /** What it holds, for who keeps it across restarts. */
  readonly held: StepFunctionsService;
  /** As CreateStateMachine: idempotent; throws an AwsError. Returns the ARN. */
  createStateMachine(machine: { name: string; definition: string; roleArn: string; type?: StateMachineType }): string;
  /** All executions in the order in which they were started. */
  executions(): readonly Execution[];
  /** Events of one execution. Throws an AwsError when it does not exist. */
  history(executionArn: string): readonly HistoryEvent[];
  /** Throws a MockError when a machine whose states are mocked in every execution has not been created. */
  requireMockedMachines(): void;
  /** Throws a MockError when a state that is mocked in every execution was never reached. */
  requireMocksAnswered(): void;
}

export function createStepFunctions(
  dependencies: RoomDependencies & {
    readonly integrations: TaskIntegrations;
    readonly logs: LogDelivery;
    readonly mocks?: MachineMocks | undefined;
    /** Watches the data flow of all executions. */
    readonly inspector?: Inspector | undefined;
    readonly tellEvents?: TellEvents | undefined;
  },
): StepFunctions {
  const service = new StepFunctionsService({
    place: { accountId: dependencies.accountId, region: dependencies.region },
    clock: dependencies.clock,
    random: dependencies.random,
    trace: dependencies.network.trace,
    integrations: dependencies.integrations,
    logs: dependencies.logs,
    mocks: dependencies.mocks ?? new MachineMocks({}),
    statusChanged: statusTeller(dependencies.tellEvents),
    inspector: dependencies.inspector,
  });
  const protocol = createJsonProtocol({
    service: "states",
    targetPrefix: "AWSStepFunctions",
    version: "1.0",
    namespace: "com.amazonaws.swf.service.v2.model",
    operations: {
      SendTaskSuccess: sendTaskSuccess(service),
      SendTaskHeartbeat: sendTaskHeartbeat(service),
      SendTaskFailure: sendTaskFailure(service),
      ListActivities: listActivities(service),
      GetActivityTask: getActivityTask(service),
      DescribeActivity: describeActivity(service),
      DeleteActivity: deleteActivity(service),
      CreateActivity: createActivity(service),
      CreateStateMachine: createStateMachine(service),
      CreateStateMachineAlias: createStateMachineAlias(service),
      DeleteStateMachine: deleteStateMachine(service),
      DeleteStateMachineAlias: deleteStateMachineAlias(service),
      DeleteStateMachineVersion: deleteStateMachineVersion(service),
      DescribeExecution: describeExecution(service),
      DescribeMapRun: describeMapRun(service),
      DescribeStateMachine: describeStateMachine(service),
      DescribeStateMachineAlias: describeStateMachineAlias(service),
      DescribeStateMachineForExecution: describeStateMachineForExecution(service),
      GetExecutionHistory: getExecutionHistory(service),
      ListExecutions: listExecutions(service),
      ListMapRuns: listMapRuns(service),
      ListStateMachineAliases: listStateMachineAliases(service),
      ListStateMachineVersions: listStateMachineVersions(service),
      ListStateMachines: listStateMachines(service),
      ListTagsForResource: listTagsForResource(service),
      PublishStateMachineVersion: publishStateMachineVersion(service),
      RedriveExecution: redriveExecution(service),
      StartExecution: startExecution(service),
      StartSyncExecution: startSyncExecution(service),
      StopExecution: stopExecution(service),
      TagResource: tagResource(service),
      UntagResource: untagResource(service),
      UpdateMapRun: updateMapRun(service),
      TestState: testState(service),
      UpdateStateMachine: updateStateMachine(service),
      ValidateStateMachineDefinition: validateStateMachineDefinition(),
      UpdateStateMachineAlias: updateStateMachineAlias(service),
    } satisfies Record<StepFunctionsOperationName, JsonOperation>,
  });
  return {
    ...protocol,
    held: service,
    createStateMachine: ({ name, definition, roleArn, type = "STANDARD" }) =>
      addStateMachine(service, { name, type, definition, roleArn }).arn,
    executions: () => [...service.executions.values()],
    history: (executionArn) => service.execution(executionArn).history.events,
    requireMockedMachines: () => service.mocks.requireMachines(),
    requireMocksAnswered: () => service.mocks.requireAnswered(),
  };
}
