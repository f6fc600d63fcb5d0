import { AwsError } from "../gateway/aws-error.ts";

/** Where the room's resources live. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

export function stateMachineArn(place: Place, name: string): string {
  return `arn:aws:states:${place.region}:${place.accountId}:stateMachine:${name}`;
}

export function executionArn(place: Place, machineName: string, executionName: string): string {
  return `arn:aws:states:${place.region}:${place.accountId}:execution:${machineName}:${executionName}`;
}

export function activityArn(place: Place, name: string): string {
  return `arn:aws:states:${place.region}:${place.accountId}:activity:${name}`;
}

/** Express executions are told apart by the last part: their names need not be unique (recorded: test_query_runtime_memory). */
export function expressExecutionArn(place: Place, machineName: string, executionName: string, id: string): string {
  return `arn:aws:states:${place.region}:${place.accountId}:express:${machineName}:${executionName}:${id}`;
}

/** The ARN of the machine that a version or an alias belongs to: without its last part. */
export function machineArnOf(qualifiedArn: string): string {
  return qualifiedArn.split(":").slice(0, 7).join(":");
}

/** The last parts of an ARN as a name for people: `machine` or `machine:execution`. */
export function labelOfArn(arn: string): string {
  return arn.split(":").slice(6).join(":");
}

/** Throws InvalidArn unless the text is an ARN of the wanted resource (recorded: test_list_execution_invalid_arn). */
export function checkArn(arn: string, resource: "stateMachine" | "execution" | "activity"): void {
  if (!arn.startsWith("arn:")) throw new AwsError("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  const parts = arn.split(":");
  if (parts[2] !== "states" || parts[5] !== resource || (parts[6] ?? "") === "") {
    throw new AwsError("InvalidArn", `Invalid Arn: 'Resource type not valid in this context: ${parts[5] ?? ""}'`);
  }
  // Of a distributed Map (API reference of StartExecution, DescribeStateMachine and others; the words are ours).
  if (resource === "stateMachine" && parts[6]?.includes("/")) {
    throw new AwsError("ValidationException", `The ARN of a Map state is not supported: ${arn}`, {
      fields: { reason: "API_DOES_NOT_SUPPORT_LABELED_ARNS" },
    });
  }
}
