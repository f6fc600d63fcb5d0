import {
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  ResourceConflictException,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import type { FunctionDescription } from "../../../../system/infrastructure.ts";
import { waitOnMachine } from "../../../clock/machine-time.ts";
import { roleArn } from "../deployment.ts";

/** A function's code as Lambda takes it, and its variables. */
export interface FunctionCode {
  readonly zip: Buffer;
  readonly handler: string;
  readonly runtime: "nodejs22.x" | "provided.al2023";
  readonly environment: Readonly<Record<string, string>>;
}

/** Real milliseconds between two polls of a function that is not ready yet. */
const POLL_INTERVAL_MS = 50;

/** Creates a function, or brings it up to date, and waits until it can be invoked. */
export async function provisionFunction(
  lambda: LambdaClient,
  at: { readonly accountId: string },
  description: Pick<FunctionDescription, "name" | "role" | "timeoutSeconds" | "memoryMegabytes">,
  { zip, handler, runtime, environment }: FunctionCode,
): Promise<void> {
  const FunctionName = description.name;
  const configuration = {
    FunctionName,
    Role: roleArn(at, description.role),
    Runtime: runtime,
    Handler: handler,
    Timeout: description.timeoutSeconds,
    MemorySize: description.memoryMegabytes,
    Environment: { Variables: { ...environment } },
  };
  try {
    await lambda.send(new CreateFunctionCommand({ ...configuration, Code: { ZipFile: zip } }));
  } catch (error) {
    if (!(error instanceof ResourceConflictException)) throw error;
    await lambda.send(new UpdateFunctionConfigurationCommand(configuration));
    await ready(lambda, FunctionName);
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zip }));
  }
  await ready(lambda, FunctionName);
}

async function ready(lambda: LambdaClient, FunctionName: string): Promise<void> {
  for (;;) {
    const configuration = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = configuration;
    if (State === "Failed") throw new Error(`${FunctionName} cannot be started: ${StateReason}`);
    if (LastUpdateStatus === "Failed") throw new Error(`${FunctionName} was not updated: ${LastUpdateStatusReason}`);
    if (State === "Active" && LastUpdateStatus !== "InProgress") return;
    await waitOnMachine(POLL_INTERVAL_MS);
  }
}
