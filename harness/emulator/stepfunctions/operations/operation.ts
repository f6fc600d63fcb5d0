import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonInput, JsonOperation } from "../../gateway/json-protocol.ts";
import { labelOfArn, type Place, stateMachineArn } from "../arns.ts";

/** The resource of operations whose input names an ARN. */
export function arnResource(member: string): JsonOperation["resource"] {
  return (input) => {
    const arn = input[member];
    return typeof arn === "string" ? { arn, label: labelOfArn(arn) } : { arn: "", label: "" };
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

/** A moment as the wire writes it: seconds since the epoch, with fraction. */
export function wireDate(epochMs: number): number {
  return epochMs / 1000;
}
