import type { Json } from "../json/json.ts";
import type { Execution } from "./execution.ts";
import type { MapItem } from "./map-item.ts";

/** A state may be tested without a role; the Context object then names none (assumption). */
export const NO_ROLE = "";

interface StateAtWork {
  readonly name: string;
  readonly enteredAt: number;
  readonly retryCount: number | undefined;
}

/** The Context object `$$` of a state, with AWS's fields in AWS's order (recorded: test_output_path[$$]). */
export function contextObject(
  execution: Execution,
  state: StateAtWork,
  mapItem: MapItem | undefined,
  taskToken: string | undefined,
): Json {
  const given = execution.test?.context;
  const context = given ? new Map(given) : fieldsOf(execution, state, taskToken);
  if (mapItem) {
    const item = new Map<string, Json>([["Index", mapItem.index]]);
    if (mapItem.key !== undefined) item.set("Key", mapItem.key);
    item.set("Value", mapItem.value);
    if (mapItem.source !== undefined) item.set("Source", mapItem.source);
    context.set("Map", new Map([["Item", item]]));
  }
  return context;
}

function fieldsOf(execution: Execution, state: StateAtWork, taskToken: string | undefined): Map<string, Json> {
  const stateFields = new Map<string, Json>([
    ["Name", state.name],
    ["EnteredTime", new Date(state.enteredAt).toISOString()],
  ]);
  if (state.retryCount !== undefined) stateFields.set("RetryCount", state.retryCount);
  const executionFields = new Map<string, Json>([
    ["Id", execution.arn],
    ["Input", execution.input.value],
    ["StartTime", new Date(execution.startedAt).toISOString()],
    ["Name", execution.name],
  ]);
  if (execution.machine.roleArn !== NO_ROLE) executionFields.set("RoleArn", execution.machine.roleArn);
  // Recorded: TestExpressSync::test_query_runtime_memory has none, TestExpressAsync's has.
  if (!execution.synchronous) executionFields.set("RedriveCount", execution.redriveCount);
  if (execution.redrivenAt !== undefined) {
    executionFields.set("RedriveTime", new Date(execution.redrivenAt).toISOString());
  }
  const context = new Map<string, Json>([
    ["Execution", executionFields],
    [
      "StateMachine",
      new Map<string, Json>([
        ["Id", execution.machine.arn],
        ["Name", execution.machine.name],
      ]),
    ],
    ["State", stateFields],
  ]);
  if (taskToken !== undefined) context.set("Task", new Map([["Token", taskToken]]));
  return context;
}
