import { OPERATION_NAMES as DYNAMODB_OPERATION_NAMES } from "../../dynamodb/operation-names.ts";
import { OPERATION_NAMES as EVENTS_OPERATION_NAMES } from "../../events/operation-names.ts";
import { OPERATION_NAMES as KMS_OPERATION_NAMES } from "../../kms/operation-names.ts";
import { ROUTES as LAMBDA_ROUTES } from "../../lambda/routes.ts";
import { OPERATION_NAMES as LOGS_OPERATION_NAMES } from "../../logs/operation-names.ts";
import { ROUTES as MEDIA_CONVERT_ROUTES } from "../../mediaconvert/routes.ts";
import type { ServiceName } from "../../room.ts";
import { OPERATION_NAMES as S3_OPERATION_NAMES } from "../../s3/operation-names.ts";
import { OPERATION_NAMES as SECRETS_MANAGER_OPERATION_NAMES } from "../../secretsmanager/operation-names.ts";
import { OPERATION_NAMES as SNS_OPERATION_NAMES } from "../../sns/operation-names.ts";
import { OPERATION_NAMES as SQS_OPERATION_NAMES } from "../../sqs/operation-names.ts";
import { OPERATION_NAMES as SSM_OPERATION_NAMES } from "../../ssm/operation-names.ts";
import { OPERATION_NAMES as STEP_FUNCTIONS_OPERATION_NAMES } from "../operation-names.ts";

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

/** All that the room answers. */
const actions = (operations: readonly string[]): ReadonlySet<string> =>
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

/** ValidationException is not in DynamoDB's model (recorded: test_dynamodb_invalid_param). */
const isDynamoDbError = (code: string): boolean => unlessFramework(code) && code !== "ValidationException";

/** By the last part of the resource type. Names and error shapes: botocore's service-2.json of each service. */
const SDK_SERVICES: ReadonlyMap<string, SdkService> = new Map<string, SdkService>([
  [
    "s3",
    {
      service: "s3",
      name: "S3",
      actions: actions(S3_OPERATION_NAMES),
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
      actions: actions(SQS_OPERATION_NAMES),
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
      actions: actions(STEP_FUNCTIONS_OPERATION_NAMES),
      isModelled: unlessFramework,
    },
  ],
  [
    "lambda",
    {
      service: "lambda",
      name: "Lambda",
      actions: actions(LAMBDA_ROUTES.map(([name]) => name)),
      isModelled: unlessFramework,
    },
  ],
  [
    "mediaconvert",
    {
      service: "mediaconvert",
      name: "MediaConvert",
      actions: actions(MEDIA_CONVERT_ROUTES.map(([name]) => name)),
      isModelled: unlessFramework,
    },
  ],
  [
    "cloudwatchlogs",
    {
      service: "logs",
      name: "CloudWatchLogs",
      actions: actions(LOGS_OPERATION_NAMES),
      isModelled: unlessFramework,
    },
  ],
  [
    "dynamodb",
    { service: "dynamodb", name: "DynamoDb", actions: actions(DYNAMODB_OPERATION_NAMES), isModelled: isDynamoDbError },
  ],
  [
    "eventbridge",
    { service: "events", name: "EventBridge", actions: actions(EVENTS_OPERATION_NAMES), isModelled: unlessFramework },
  ],
  ["kms", { service: "kms", name: "Kms", actions: actions(KMS_OPERATION_NAMES), isModelled: unlessFramework }],
  ["sns", { service: "sns", name: "Sns", actions: actions(SNS_OPERATION_NAMES), isModelled: unlessFramework }],
  ["ssm", { service: "ssm", name: "Ssm", actions: actions(SSM_OPERATION_NAMES), isModelled: unlessFramework }],
  [
    "secretsmanager",
    {
      service: "secretsmanager",
      name: "SecretsManager",
      actions: actions(SECRETS_MANAGER_OPERATION_NAMES),
      isModelled: unlessFramework,
    },
  ],
]);

/** Names that may stand after `aws-sdk:`. */
export const SDK_SERVICE_NAMES: readonly string[] = [...SDK_SERVICES.keys()];

/** The service of `aws-sdk:s3`; `undefined` when it is not emulated. */
export function sdkService(resourceType: string): SdkService | undefined {
  return SDK_SERVICES.get(resourceType.slice("aws-sdk:".length));
}
