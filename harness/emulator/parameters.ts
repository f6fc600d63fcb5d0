import * as dynamodb from "./dynamodb/parameters.ts";
import * as events from "./events/parameters.ts";
import type { ParametersOf } from "./gateway/refusing-parameters.ts";
import { REFUSED_PARAMETERS as IAM_REFUSED } from "./iam/parameters.ts";
import * as kms from "./kms/parameters.ts";
import {
  REFUSED_PARAMETERS as LAMBDA_REFUSED,
  PARAMETERS_WITHOUT_EFFECT as LAMBDA_WITHOUT_EFFECT,
} from "./lambda/parameters.ts";
import {
  REFUSED_PARAMETERS as LOGS_REFUSED,
  PARAMETERS_WITHOUT_EFFECT as LOGS_WITHOUT_EFFECT,
} from "./logs/refused-parameters.ts";
import type { ServiceName } from "./room.ts";
import { REFUSED_PARAMETERS as S3_REFUSED, PARAMETERS_WITHOUT_EFFECT as S3_WITHOUT_EFFECT } from "./s3/parameters.ts";
import * as secretsmanager from "./secretsmanager/parameters.ts";
import * as sns from "./sns/parameters.ts";
import * as ssm from "./ssm/parameters.ts";
import { PARAMETERS_WITHOUT_EFFECT as STS_WITHOUT_EFFECT } from "./sts/parameters.ts";

type Parameters = Readonly<Record<string, readonly string[]>>;

/** What becomes of the parameters of a room's answered operations; those that are not named are honoured. */
export interface ServiceParameters {
  readonly service: ServiceName;
  readonly title: string;
  /** By operation. */
  readonly refused: Parameters;
  readonly withoutEffect: Parameters;
}

/** Rooms whose parameters have been gone through one by one, against AWS's model. */
export const ALL_PARAMETERS: readonly ServiceParameters[] = [
  { service: "sqs", title: "SQS", refused: {}, withoutEffect: {} },
  { service: "lambda", title: "Lambda", refused: LAMBDA_REFUSED, withoutEffect: LAMBDA_WITHOUT_EFFECT },
  { service: "s3", title: "S3", refused: S3_REFUSED, withoutEffect: S3_WITHOUT_EFFECT },
  { service: "sts", title: "STS", refused: {}, withoutEffect: STS_WITHOUT_EFFECT },
  { service: "iam", title: "IAM", refused: IAM_REFUSED, withoutEffect: {} },
  { service: "logs", title: "CloudWatch Logs", refused: LOGS_REFUSED, withoutEffect: LOGS_WITHOUT_EFFECT },
  row("dynamodb", "DynamoDB", dynamodb),
  row("events", "EventBridge", events),
  row("kms", "KMS", kms),
  row("sns", "SNS", sns),
  row("ssm", "SSM", ssm),
  row("secretsmanager", "Secrets Manager", secretsmanager),
];

interface Tables {
  readonly REFUSED_PARAMETERS: ParametersOf<string>;
  readonly PARAMETERS_WITHOUT_EFFECT: ParametersOf<string>;
}

function row(service: ServiceName, title: string, tables: Tables): ServiceParameters {
  const { REFUSED_PARAMETERS: refused, PARAMETERS_WITHOUT_EFFECT: withoutEffect } = tables;
  return { service, title, refused: refused as Parameters, withoutEffect: withoutEffect as Parameters };
}
