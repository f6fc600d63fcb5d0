import type { ServiceName } from "../../room.ts";
import { S3_OPERATIONS } from "../../service-calls/index.ts";

/** A service behind `arn:aws:states:::aws-sdk:`. */
export interface SdkService {
  readonly service: ServiceName;
  /** As AWS's Java SDK names the service, in errors. */
  readonly name: string;
  /** Emulated actions, as a Resource spells them. */
  readonly actions: ReadonlySet<string>;
  /** Errors that the service's published model has; others are the service's general one (`S3.S3Exception`). */
  isModelled(code: string): boolean;
}

const actions = (...operations: readonly string[]): ReadonlySet<string> =>
  new Set(operations.map((name) => name.charAt(0).toLowerCase() + name.slice(1)));

const among = (codes: string): ((code: string) => boolean) => {
  const known = new Set(codes.split(" "));
  return (code) => known.has(code);
};

/** Errors of AWS's framework, which models leave out. */
export const unlessFramework = (code: string): boolean =>
  !/^(AccessDeniedException|UnrecognizedClientException|InvalidSignatureException|SerializationException|UnknownOperationException|MissingAuthenticationTokenException|IncompleteSignatureException|NotImplemented|ThrottlingException|UnknownError)$/.test(
    code,
  );

/** By the last part of the resource type. Names and error shapes: botocore's service-2.json of each service. */
const SDK_SERVICES: ReadonlyMap<string, SdkService> = new Map<string, SdkService>([
  [
    "s3",
    {
      service: "s3",
      name: "S3",
      actions: actions(...S3_OPERATIONS.keys()),
      isModelled: among(
        "BucketAlreadyExists BucketAlreadyOwnedByYou EncryptionTypeMismatch IdempotencyParameterMismatch InvalidObjectState InvalidRequest InvalidWriteOffset NoSuchBucket NoSuchKey NoSuchUpload ObjectAlreadyInActiveTierError ObjectNotInActiveTierError TooManyParts",
      ),
    },
  ],
  [
    "sqs",
    {
      service: "sqs",
      name: "Sqs",
      actions: actions(
        "ChangeMessageVisibility",
        "ChangeMessageVisibilityBatch",
        "CreateQueue",
        "DeleteMessage",
        "DeleteMessageBatch",
        "DeleteQueue",
        "GetQueueAttributes",
        "GetQueueUrl",
        "ListQueues",
        "PurgeQueue",
        "ReceiveMessage",
        "SendMessage",
        "SendMessageBatch",
        "SetQueueAttributes",
      ),
      isModelled: among(
        "BatchEntryIdsNotDistinct BatchRequestTooLong EmptyBatchRequest InvalidAddress InvalidAttributeName InvalidAttributeValue InvalidBatchEntryId InvalidIdFormat InvalidMessageContents InvalidSecurity KmsAccessDenied KmsDisabled KmsInvalidKeyUsage KmsInvalidState KmsNotFound KmsOptInRequired KmsThrottled MessageNotInflight OverLimit PurgeQueueInProgress QueueDeletedRecently QueueDoesNotExist QueueNameExists ReceiptHandleIsInvalid RequestThrottled ResourceNotFoundException TooManyEntriesInBatchRequest UnsupportedOperation",
      ),
    },
  ],
  [
    "sfn",
    {
      service: "states",
      name: "Sfn",
      actions: actions(
        "CreateActivity",
        "CreateStateMachine",
        "CreateStateMachineAlias",
        "DeleteActivity",
        "DeleteStateMachine",
        "DeleteStateMachineAlias",
        "DeleteStateMachineVersion",
        "DescribeActivity",
        "DescribeExecution",
        "DescribeMapRun",
        "DescribeStateMachine",
        "DescribeStateMachineAlias",
        "DescribeStateMachineForExecution",
        "GetActivityTask",
        "GetExecutionHistory",
        "ListActivities",
        "ListExecutions",
        "ListMapRuns",
        "ListStateMachineAliases",
        "ListStateMachineVersions",
        "ListStateMachines",
        "ListTagsForResource",
        "PublishStateMachineVersion",
        "RedriveExecution",
        "SendTaskFailure",
        "SendTaskHeartbeat",
        "SendTaskSuccess",
        "StartExecution",
        "StartSyncExecution",
        "StopExecution",
        "TagResource",
        "UntagResource",
        "UpdateMapRun",
        "UpdateStateMachine",
        "UpdateStateMachineAlias",
        "ValidateStateMachineDefinition",
      ),
      isModelled: unlessFramework,
    },
  ],
  [
    "lambda",
    {
      service: "lambda",
      name: "Lambda",
      actions: actions(
        "CreateEventSourceMapping",
        "DeleteEventSourceMapping",
        "GetEventSourceMapping",
        "GetFunction",
        "GetFunctionConfiguration",
        "Invoke",
        "ListEventSourceMappings",
        "ListFunctions",
        "UpdateEventSourceMapping",
      ),
      isModelled: unlessFramework,
    },
  ],
  [
    "mediaconvert",
    {
      service: "mediaconvert",
      name: "MediaConvert",
      actions: actions(
        "CancelJob",
        "CreateJob",
        "CreateQueue",
        "DescribeEndpoints",
        "GetJob",
        "GetQueue",
        "ListJobs",
        "ListQueues",
      ),
      isModelled: unlessFramework,
    },
  ],
  [
    "cloudwatchlogs",
    {
      service: "logs",
      name: "CloudWatchLogs",
      actions: actions(
        "CreateLogGroup",
        "CreateLogStream",
        "DeleteLogGroup",
        "DeleteLogStream",
        "DeleteRetentionPolicy",
        "DescribeLogGroups",
        "DescribeLogStreams",
        "FilterLogEvents",
        "GetLogEvents",
        "ListTagsForResource",
        "PutLogEvents",
        "PutRetentionPolicy",
        "TagResource",
        "UntagResource",
      ),
      isModelled: unlessFramework,
    },
  ],
]);

/** The service of `aws-sdk:s3`; `undefined` when it is not emulated. */
export function sdkService(resourceType: string): SdkService | undefined {
  return SDK_SERVICES.get(resourceType.slice("aws-sdk:".length));
}
