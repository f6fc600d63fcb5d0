import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonInput, JsonOperation } from "../../gateway/json-protocol.ts";
import { labelOfArn, type Place, stateMachineArn } from "../arns.ts";
import type { Execution } from "../execution/execution.ts";

/** The resource of operations whose input names an ARN. */
export function arnResource(member: string): JsonOperation["resource"] {
  return (input) => {
    const given = input[member];
    // What follows `#` names a test case of the mock configuration.
    const arn = typeof given === "string" ? given.replace(/#.*$/s, "") : "";
    return { arn, label: labelOfArn(arn) };
  };
}

/** The resource of CreateStateMachine: the machine that its name will get. */
export function namedMachineResource(place: Place): JsonOperation["resource"] {
  return (input: JsonInput) => {
    const name = typeof input.name === "string" ? input.name : "";
    return { arn: stateMachineArn(place, name), label: name };
  };
}

/** The operation is not for machines of this type (quoted by users for ListExecutions and StartSyncExecution). */
export function machineTypeNotSupported(): AwsError {
  return new AwsError("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
}

/** Recorded: test_tag_state_machine_version. */
export function resourceNotFound(arn: string): AwsError {
  return new AwsError("ResourceNotFound", `Resource not found: '${arn}'`);
}

/** A moment as the wire writes it: seconds since the epoch, with fraction. */
export function wireDate(epochMs: number): number {
  return epochMs / 1000;
}

/** What an execution was started from, as descriptions and lists show it (recorded: test_list_executions_versions_pagination). */
export function wireStartedFrom({ machine, versionArn, aliasArn }: Execution): Record<string, string> {
  return {
    stateMachineArn: machine.arn,
    ...(versionArn !== undefined && { stateMachineVersionArn: versionArn }),
    ...(aliasArn !== undefined && { stateMachineAliasArn: aliasArn }),
  };
}
