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

/** A moment as the wire writes it: seconds since the epoch, with fraction. */
export function wireDate(epochMs: number): number {
  return epochMs / 1000;
}
