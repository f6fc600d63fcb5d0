import type { RegisteredFunction } from "./function-directory.ts";
import { DEFAULT_EPHEMERAL_STORAGE_MEGABYTES } from "./limits.ts";
import type { LambdaState } from "./state.ts";

/** The configuration of a function as the API describes it; in-process functions have no code. */
export function describeFunction(state: LambdaState, described: RegisteredFunction) {
  const deployed = described.process?.deployed;
  const configuration = deployed?.configuration;
  return {
    FunctionName: described.functionName,
    FunctionArn: described.functionArn,
    Runtime: configuration?.runtime ?? "provided.al2023",
    Role: configuration?.roleArn ?? `arn:aws:iam::${state.deps.accountId}:role/${described.role}`,
    Handler: configuration?.handler ?? "bootstrap",
    CodeSize: deployed?.code.sizeBytes ?? 0,
    Description: configuration?.description ?? "",
    Timeout: described.timeoutSeconds,
    MemorySize: described.memoryMegabytes,
    LastModified: new Date(described.modifiedAt).toISOString().replace("Z", "+0000"),
    ...(deployed && { CodeSha256: deployed.code.sha256 }),
    Version: "$LATEST",
    Environment: { Variables: described.environment },
    TracingConfig: { Mode: "PassThrough" },
    ...(deployed && { RevisionId: described.revisionId }),
    PackageType: "Zip",
    Architectures: [configuration?.architecture ?? "x86_64"],
    State: "Active",
    LastUpdateStatus: "Successful",
    ...(deployed && {
      EphemeralStorage: { Size: DEFAULT_EPHEMERAL_STORAGE_MEGABYTES },
      SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
      LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${described.functionName}` },
    }),
  };
}
