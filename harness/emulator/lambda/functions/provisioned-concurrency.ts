import { AwsError } from "../../gateway/aws-error.ts";
import { invalidParameterValue } from "../errors.ts";
import { parseFunctionName } from "../function-name.ts";
import type { LambdaState } from "../state.ts";
import type { LambdaFunction } from "./lambda-function.ts";

interface Provisioned {
  readonly executions: number;
  readonly modifiedAt: number;
}

/** A version or an alias. Throws AwsError. */
export function provisionedPlace(
  state: LambdaState,
  reference: string,
  given: string | undefined,
): { readonly all: LambdaFunction; readonly qualifier: string; readonly arn: string } {
  const qualifier = given ?? parseFunctionName(reference).qualifier;
  if (qualifier === undefined || qualifier === "$LATEST") {
    throw invalidParameterValue("Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
  }
  const { found, arn } = state.functions.lookUp(reference, given);
  return { all: found.all, qualifier, arn };
}

/** Throws ProvisionedConcurrencyConfigNotFoundException. */
export function provisionedOf(all: LambdaFunction, qualifier: string): Provisioned {
  const config = all.provisioned.get(qualifier);
  if (config) return config;
  throw new AwsError(
    "ProvisionedConcurrencyConfigNotFoundException",
    "No Provisioned Concurrency Config found for this function",
    { status: 404 },
  );
}

export function describeProvisioned({ executions, modifiedAt }: Provisioned, status: "IN_PROGRESS" | "READY") {
  const ready = status === "READY" ? executions : 0;
  return {
    RequestedProvisionedConcurrentExecutions: executions,
    AvailableProvisionedConcurrentExecutions: ready,
    AllocatedProvisionedConcurrentExecutions: ready,
    Status: status,
    LastModified: new Date(modifiedAt).toISOString().replace("Z", "+0000"),
  };
}
