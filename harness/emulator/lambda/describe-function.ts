import type { RegisteredFunction } from "./functions/lambda-function.ts";
import { loggingOf } from "./functions/logging.ts";
import { DEFAULT_EPHEMERAL_STORAGE_MEGABYTES } from "./limits.ts";
import { runtimeVersionArn } from "./runtime-version.ts";
import type { LambdaState } from "./state.ts";

/** What an answer to a creation says; versions and functions alike. */
export const CREATING = {
  State: "Pending",
  StateReason: "The function is being created.",
  StateReasonCode: "Creating",
};

/** What an answer to a change says; the next description says that it is done. */
export const UPDATING = {
  LastUpdateStatus: "InProgress",
  LastUpdateStatusReason: "The function is being created.",
  LastUpdateStatusReasonCode: "Creating",
};

/** When a change has come into effect there is another revision (aws/aws-sdk#377): a caller that does not wait holds an old one. */
export const passingRevision = ({ deps }: LambdaState) => ({
  RevisionId: deps.random.stream("lambda/revision").uuid(),
});

/** The configuration of a version as the API describes it; in-process functions have no code. `arn`: as it was asked for. */
export function describeFunction(state: LambdaState, described: RegisteredFunction, arn = described.functionArn) {
  const deployed = described.process?.deployed;
  const configuration = deployed?.configuration;
  const runtime = configuration?.runtime ?? "provided.al2023";
  const hasVariables = Object.keys(described.environment).length > 0;
  return {
    FunctionName: described.functionName,
    FunctionArn: arn,
    Runtime: runtime,
    Role: configuration?.roleArn ?? `arn:aws:iam::${state.deps.accountId}:role/${described.role}`,
    Handler: configuration?.handler ?? "bootstrap",
    CodeSize: deployed?.code.sizeBytes ?? 0,
    Description: configuration?.description ?? "",
    Timeout: described.timeoutSeconds,
    MemorySize: described.memoryMegabytes,
    LastModified: new Date(described.modifiedAt).toISOString().replace("Z", "+0000"),
    ...(deployed && { CodeSha256: deployed.code.sha256 }),
    Version: described.version,
    ...((hasVariables || !deployed) && { Environment: { Variables: described.environment } }),
    ...(configuration?.kept?.KMSKeyArn !== undefined && { KMSKeyArn: configuration.kept.KMSKeyArn }),
    ...(configuration?.deadLetterArn !== undefined && { DeadLetterConfig: { TargetArn: configuration.deadLetterArn } }),
    TracingConfig: configuration?.kept?.TracingConfig ?? { Mode: "PassThrough" },
    ...(deployed && { RevisionId: described.revisionId }),
    ...(configuration?.layers?.length && {
      Layers: configuration.layers.map(({ arn: Arn, code }) => ({ Arn, CodeSize: code.sizeBytes })),
    }),
    PackageType: "Zip",
    Architectures: [configuration?.architecture ?? "x86_64"],
    State: "Active",
    LastUpdateStatus: "Successful",
    ...(deployed && {
      EphemeralStorage: configuration?.kept?.EphemeralStorage ?? { Size: DEFAULT_EPHEMERAL_STORAGE_MEGABYTES },
      SnapStart: snapStartOf(configuration?.kept?.SnapStart?.ApplyOn ?? "None", described.version),
      RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersionArn(state.deps.region, runtime) },
      LoggingConfig: loggingOf(described.functionName, configuration?.kept?.LoggingConfig),
    }),
  };
}

/** Snapshots are of published versions alone. */
const snapStartOf = (ApplyOn: string, version: string) => ({
  ApplyOn,
  OptimizationStatus: ApplyOn === "PublishedVersions" && version !== "$LATEST" ? "On" : "Off",
});
