import { NOT_EMULATED as DYNAMODB_NOT_EMULATED } from "./dynamodb/not-emulated.ts";
import { OPERATION_NAMES as DYNAMODB } from "./dynamodb/operation-names.ts";
import { NOT_EMULATED as EVENTS_NOT_EMULATED } from "./events/not-emulated.ts";
import { OPERATION_NAMES as EVENTS } from "./events/operation-names.ts";
import { operationsIn } from "./gateway/not-emulated.ts";
import { NOT_EMULATED as IAM_NOT_EMULATED } from "./iam/not-emulated.ts";
import { OPERATION_NAMES as IAM } from "./iam/operation-names.ts";
import { NOT_EMULATED as KMS_NOT_EMULATED } from "./kms/not-emulated.ts";
import { OPERATION_NAMES as KMS } from "./kms/operation-names.ts";
import { NOT_EMULATED as LAMBDA_NOT_EMULATED } from "./lambda/not-emulated.ts";
import { ROUTES as LAMBDA_ROUTES, WIRE_ROUTES as LAMBDA_WIRE_ROUTES } from "./lambda/routes.ts";
import { NOT_EMULATED as LOGS_NOT_EMULATED } from "./logs/not-emulated.ts";
import { OPERATION_NAMES as LOGS } from "./logs/operation-names.ts";
import { NOT_EMULATED as MEDIA_CONVERT_NOT_EMULATED } from "./mediaconvert/not-emulated.ts";
import { ROUTES as MEDIA_CONVERT_ROUTES } from "./mediaconvert/routes.ts";
import type { ServiceName } from "./room.ts";
import { FURTHER_OPERATIONS as FURTHER_S3 } from "./s3/further-operations.ts";
import { NOT_EMULATED as S3_NOT_EMULATED } from "./s3/not-emulated.ts";
import { OPERATION_NAMES as S3 } from "./s3/operation-names.ts";
import { NOT_EMULATED as SECRETS_MANAGER_NOT_EMULATED } from "./secretsmanager/not-emulated.ts";
import { OPERATION_NAMES as SECRETS_MANAGER } from "./secretsmanager/operation-names.ts";
import { NOT_EMULATED as SNS_NOT_EMULATED } from "./sns/not-emulated.ts";
import { OPERATION_NAMES as SNS } from "./sns/operation-names.ts";
import { NOT_EMULATED as SQS_NOT_EMULATED } from "./sqs/not-emulated.ts";
import { OPERATION_NAMES as SQS } from "./sqs/operation-names.ts";
import { NOT_EMULATED as SSM_NOT_EMULATED } from "./ssm/not-emulated.ts";
import { OPERATION_NAMES as SSM } from "./ssm/operation-names.ts";
import { OPERATION_NAMES as STEP_FUNCTIONS } from "./stepfunctions/operation-names.ts";
import { NOT_EMULATED as STS_NOT_EMULATED } from "./sts/not-emulated.ts";
import { OPERATION_NAMES as STS } from "./sts/operation-names.ts";

/** What a room does with the operations of its service. */
export interface ServiceOperations {
  readonly service: ServiceName;
  readonly title: string;
  readonly answered: readonly string[];
  /** Answered for clients, and no state machine can call it. */
  readonly onTheWire?: readonly string[];
  /** The reason, by the name of the operation. */
  readonly refused: ReadonlyMap<string, string>;
}

type Groups = readonly { readonly reason: string; readonly operations: readonly (string | readonly string[])[] }[];

/** A group's operations are names, or routes that begin with one. */
function reasons(groups: Groups): ReadonlyMap<string, string> {
  return new Map(
    groups.flatMap((group) =>
      operationsIn([group]).map((operation) => [String([operation].flat()[0]), group.reason] as const),
    ),
  );
}

const names = (routes: readonly (readonly string[])[]): string[] => routes.map(([name = ""]) => name);

/** All rooms, from their own tables. */
export const ALL_OPERATIONS: readonly ServiceOperations[] = [
  { service: "s3", title: "S3", answered: S3, onTheWire: Object.keys(FURTHER_S3), refused: reasons(S3_NOT_EMULATED) },
  { service: "sqs", title: "SQS", answered: SQS, refused: reasons(SQS_NOT_EMULATED) },
  {
    service: "lambda",
    title: "Lambda",
    answered: names(LAMBDA_ROUTES),
    onTheWire: names(LAMBDA_WIRE_ROUTES),
    refused: reasons(LAMBDA_NOT_EMULATED),
  },
  { service: "states", title: "Step Functions", answered: STEP_FUNCTIONS, refused: new Map() },
  { service: "logs", title: "CloudWatch Logs", answered: LOGS, refused: reasons(LOGS_NOT_EMULATED) },
  {
    service: "mediaconvert",
    title: "MediaConvert",
    answered: names(MEDIA_CONVERT_ROUTES),
    refused: reasons(MEDIA_CONVERT_NOT_EMULATED),
  },
  { service: "dynamodb", title: "DynamoDB", answered: DYNAMODB, refused: reasons(DYNAMODB_NOT_EMULATED) },
  { service: "events", title: "EventBridge", answered: EVENTS, refused: reasons(EVENTS_NOT_EMULATED) },
  { service: "kms", title: "KMS", answered: KMS, refused: reasons(KMS_NOT_EMULATED) },
  { service: "sns", title: "SNS", answered: SNS, refused: reasons(SNS_NOT_EMULATED) },
  { service: "ssm", title: "SSM", answered: SSM, refused: reasons(SSM_NOT_EMULATED) },
  {
    service: "secretsmanager",
    title: "Secrets Manager",
    answered: SECRETS_MANAGER,
    refused: reasons(SECRETS_MANAGER_NOT_EMULATED),
  },
  { service: "sts", title: "STS", answered: [], onTheWire: STS, refused: reasons(STS_NOT_EMULATED) },
  { service: "iam", title: "IAM", answered: [], onTheWire: IAM, refused: reasons(IAM_NOT_EMULATED) },
];
