import { AwsError } from "../../gateway/aws-error.ts";
import { invalidParameterValue, resourceConflict } from "../errors.ts";
import { parseFunctionName } from "../function-name.ts";
import { MIN_UNRESERVED_CONCURRENCY } from "../limits.ts";
import type { LambdaState } from "../state.ts";
import { unreservedConcurrency } from "./account-concurrency.ts";
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
  if (!isVersion(qualifier) && state.functions.function(reference).aliases.get(qualifier) === undefined) {
    const arn = `${state.functions.function(reference).functionArn}:${qualifier}`;
    throw new AwsError("ResourceNotFoundException", `Cannot find alias arn: ${arn}`, { status: 404 });
  }
  const { found, arn } = state.functions.lookUp(reference, given);
  return { all: found.all, qualifier, arn };
}

const isVersion = (qualifier: string): boolean => /^\d+$/.test(qualifier);

/**
 * A version has executions of its own, or of one alias, and never more than the function and the account have
 * (https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html; words: memory of AWS's answers). Throws AwsError.
 */
export function checkProvisioning(
  state: LambdaState,
  all: LambdaFunction,
  qualifier: string,
  executions: number,
): void {
  const alias = all.aliases.get(qualifier);
  if (alias && all.provisioned.has(alias.functionVersion)) {
    throw resourceConflict(
      "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
    );
  }
  const aliasOfIt = [...all.aliases.values()].find(
    ({ name, functionVersion }) => functionVersion === qualifier && all.provisioned.has(name),
  );
  if (aliasOfIt) throw resourceConflict("Version is pointed by a Provisioned Concurrency alias");
  const { reservedConcurrency } = all;
  if (reservedConcurrency !== undefined && executions > reservedConcurrency) {
    throw invalidParameterValue(
      "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function",
    );
  }
  const unreserved = unreservedConcurrency(state);
  if (reservedConcurrency === undefined && executions > unreserved - MIN_UNRESERVED_CONCURRENCY) {
    throw invalidParameterValue(
      `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${unreserved}].`,
    );
  }
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
