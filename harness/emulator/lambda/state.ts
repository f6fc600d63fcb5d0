import type { RoomDependencies } from "../room.ts";
import type { AsynchronousInvocations } from "./asynchronous.ts";
import { notEmulated, revisionMismatch } from "./errors.ts";
import type { MappingDirectory } from "./event-source-mapping/mapping-directory.ts";
import { parseFunctionName } from "./function-name.ts";
import type { FunctionDirectory } from "./functions/function-directory.ts";
import type { RegisteredFunction } from "./functions/lambda-function.ts";
import type { Invoker } from "./invoker.ts";
import type { LayerDirectory } from "./layers/layer-directory.ts";
import type { DeployedFunction } from "./processes/deployed-function.ts";
import type { DeployedFunctions } from "./processes/deployed-functions.ts";
import type { SendAs } from "./processes/process-function.ts";

/** What every operation of the room works on. */
export interface LambdaState {
  readonly deps: RoomDependencies;
  readonly functions: FunctionDirectory;
  readonly layers: LayerDirectory;
  readonly invoker: Invoker;
  readonly asynchronous: AsynchronousInvocations;
  readonly mappings: MappingDirectory;
  readonly processes: DeployedFunctions;
  readonly sendAs: SendAs;
}

/** Resource of an operation on one function, for permissions. */
export function functionResource(state: LambdaState, reference: string): { arn: string; label: string } {
  const { name, qualifier } = parseFunctionName(reference);
  const arn = state.functions.arn(name);
  return { arn: qualifier === undefined ? arn : `${arn}:${qualifier}`, label: name };
}

/** `expected` is what the caller knows. Throws PreconditionFailedException. */
export function checkRevision(revisionId: string, expected: string | undefined): void {
  if (expected !== undefined && expected !== revisionId) throw revisionMismatch();
}

/**
 * What was created over the API of a function that an operation wants to change; `expectedRevisionId` is the one that the
 * caller knows. Throws AwsError, also for a function of the world's own, whose code is no package.
 */
export function deployedOf(
  { functionName, process, revisionId }: RegisteredFunction,
  operation: string,
  expectedRevisionId: string | undefined,
): DeployedFunction {
  if (!process) throw notEmulated(`lambda:${operation} of ${functionName}, which runs in the process of the cloud`);
  checkRevision(revisionId, expectedRevisionId);
  return process.deployed;
}
