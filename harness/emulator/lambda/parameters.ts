import type { LambdaOperationName } from "./routes.ts";

type Parameters = Partial<Record<LambdaOperationName, readonly string[]>>;

const OF_OTHER_SOURCES = [
  "AmazonManagedKafkaEventSourceConfig",
  "DocumentDBEventSourceConfig",
  "KMSKeyArn",
  "MetricsConfig",
  "ProvisionedPollerConfig",
  "SelfManagedKafkaEventSourceConfig",
  "SourceAccessConfigurations",
];

const OF_OTHER_FUNCTIONS = [
  "AcceleratorConfig",
  "CapacityProviderConfig",
  "DurableConfig",
  "FileSystemConfigs",
  "ImageConfig",
  "RuntimeConfig",
  "VpcConfig",
];

/** Parameters of answered operations that are refused by name. */
export const REFUSED_PARAMETERS: Parameters = {
  CreateEventSourceMapping: [...OF_OTHER_SOURCES, "Queues", "SelfManagedEventSource", "Topics"],
  CreateFunction: [...OF_OTHER_FUNCTIONS, "CodeSigningConfigArn", "PublishTo", "TenancyConfig"],
  Invoke: ["DurableExecutionName", "TenantId"],
  InvokeWithResponseStream: ["TenantId"],
  PublishVersion: ["PublishTo"],
  UpdateEventSourceMapping: OF_OTHER_SOURCES,
  UpdateFunctionCode: ["ImageUri", "PublishTo", "S3ObjectStorageMode", "SourceKMSKeyArn"],
  UpdateFunctionConfiguration: OF_OTHER_FUNCTIONS,
};

const KEPT = ["EphemeralStorage", "KMSKeyArn", "SnapStart", "TracingConfig"];

/** Parameters that are kept and answered, and change nothing here. */
export const PARAMETERS_WITHOUT_EFFECT: Parameters = {
  CreateFunction: KEPT,
  ListFunctions: ["MasterRegion"],
  PutFunctionRecursionConfig: ["RecursiveLoop"],
  PutProvisionedConcurrencyConfig: ["ProvisionedConcurrentExecutions"],
  PutRuntimeManagementConfig: ["RuntimeVersionArn", "UpdateRuntimeOn"],
  UpdateFunctionConfiguration: KEPT,
};
