import type { RoomDependencies } from "../room.ts";
import type { AsynchronousInvocations } from "./asynchronous.ts";
import type { MappingDirectory } from "./event-source-mapping/mapping-directory.ts";
import type { FunctionDirectory, RegisteredFunction } from "./function-directory.ts";
import { parseFunctionName } from "./function-name.ts";
import type { Invoker } from "./invoker.ts";

/** What every operation of the room works on. */
export interface LambdaState {
  readonly deps: RoomDependencies;
  readonly functions: FunctionDirectory;
  readonly invoker: Invoker;
  readonly asynchronous: AsynchronousInvocations;
  readonly mappings: MappingDirectory;
}

/** Resource of an operation on one function, for permissions. */
export function functionResource(state: LambdaState, reference: string): { arn: string; label: string } {
  const { name, qualifier } = parseFunctionName(reference);
  const arn = state.functions.arn(name);
  return { arn: qualifier === undefined ? arn : `${arn}:${qualifier}`, label: name };
}

/** The configuration of a function as the API describes it; in-process functions have no code. */
export function describeFunction(state: LambdaState, described: RegisteredFunction) {
  return {
    FunctionName: described.functionName,
    FunctionArn: described.functionArn,
    Runtime: "provided.al2023",
    Role: `arn:aws:iam::${state.deps.accountId}:role/${described.role}`,
    Handler: "bootstrap",
    CodeSize: 0,
    Description: "",
    Timeout: described.timeoutSeconds,
    MemorySize: described.memoryMegabytes,
    LastModified: new Date(described.modifiedAt).toISOString().replace("Z", "+0000"),
    Version: "$LATEST",
    Environment: { Variables: described.environment },
    TracingConfig: { Mode: "PassThrough" },
    PackageType: "Zip",
    Architectures: ["x86_64"],
    State: "Active",
    LastUpdateStatus: "Successful",
  };
}
