import { expect, test } from "vitest";
import { OPERATION_NAMES as DYNAMODB } from "../../dynamodb/operation-names.ts";
import { OPERATION_NAMES as EVENTS } from "../../events/operation-names.ts";
import { OPERATION_NAMES as KMS } from "../../kms/operation-names.ts";
import { ROUTES as LAMBDA_ROUTES } from "../../lambda/routes.ts";
import { OPERATION_NAMES as LOGS } from "../../logs/operation-names.ts";
import { ROUTES as MEDIA_CONVERT_ROUTES } from "../../mediaconvert/routes.ts";
import { readPublishedResults } from "../../published-model/published-results.ts";
import type { ServiceName } from "../../room.ts";
import { OPERATIONS as S3 } from "../../s3/operations/index.ts";
import { OPERATION_NAMES as SECRETS_MANAGER } from "../../secretsmanager/operation-names.ts";
import { OPERATION_NAMES as SNS } from "../../sns/operation-names.ts";
import { OPERATION_NAMES as SQS } from "../../sqs/operation-names.ts";
import { OPERATION_NAMES as SSM } from "../../ssm/operation-names.ts";
import { sdkRequiredParameters } from "../definition/sdk-required-parameters.ts";
import { OPERATION_NAMES as STEP_FUNCTIONS } from "../operation-names.ts";
import { SDK_SERVICE_NAMES } from "../tasks/sdk-services.ts";
import { inWholeCloud, outputOf, taskMachine } from "./whole-cloud.ts";

/** What each room answers, by the name that stands after `aws-sdk:`. */
const ANSWERED: Readonly<Record<string, { readonly service: ServiceName; readonly operations: readonly string[] }>> = {
  s3: { service: "s3", operations: Object.keys(S3) },
  sqs: { service: "sqs", operations: SQS },
  sfn: { service: "states", operations: STEP_FUNCTIONS },
  lambda: { service: "lambda", operations: LAMBDA_ROUTES.map(([name]) => name) },
  mediaconvert: { service: "mediaconvert", operations: MEDIA_CONVERT_ROUTES.map(([name]) => name) },
  cloudwatchlogs: { service: "logs", operations: LOGS },
  dynamodb: { service: "dynamodb", operations: DYNAMODB },
  eventbridge: { service: "events", operations: EVENTS },
  kms: { service: "kms", operations: KMS },
  sns: { service: "sns", operations: SNS },
  ssm: { service: "ssm", operations: SSM },
  secretsmanager: { service: "secretsmanager", operations: SECRETS_MANAGER },
};

/** Operations that a room answers and no state machine can call, with the reason. */
const NOT_CALLABLE: Readonly<Record<string, string>> = {};

/** Values for what a service cannot do without. */
const VALUES: Readonly<Record<string, unknown>> = {
  AuthType: "NONE",
  AWSAccountIds: ["123456789012"],
  Actions: ["*"],
  Attributes: {},
  Body: "x",
  Bucket: "bucket",
  Code: { ZipFile: "x" },
  Content: { ZipFile: "x" },
  CopySource: "bucket/key",
  Delete: { Objects: [{ Key: "key" }] },
  Entries: [{ Id: "1" }],
  LogEvents: [],
  PartNumber: 1,
  ProvisionedConcurrentExecutions: 1,
  RecursiveLoop: "Allow",
  ReservedConcurrentExecutions: 1,
  RetentionInDays: 1,
  RoutingConfiguration: [],
  Settings: {},
  TagKeys: [],
  Tags: {},
  UpdateRuntimeOn: "Auto",
  VersionNumber: 1,
  VersioningConfiguration: { Status: "Enabled" },
  VisibilityTimeout: 0,
};

const OPERATIONS = Object.entries(ANSWERED).flatMap(([sdk, { service, operations }]) =>
  operations.map((operation) => ({
    sdk,
    service,
    operation,
    action: operation[0]?.toLowerCase() + operation.slice(1),
  })),
);

/** Reported of recordings held back: results have the members of the service's model and no others. */
function refuseUnpublished(service: ServiceName, operation: string, output: unknown): void {
  const results = readPublishedResults(service === "states" ? "stepfunctions" : service);
  const name = results?.operations[operation];
  const shape = name === null || name === undefined ? undefined : results?.shapes[name];
  const known = shape?.type === "structure" ? Object.keys(shape.members) : [];
  const spelled = (member: string): string => member.toLowerCase();
  const unpublished = Object.keys(output as object).filter((member) => !known.map(spelled).includes(spelled(member)));
  expect(unpublished).toEqual([]);
}

test("every service with a room is an SDK integration", () => {
  expect([...SDK_SERVICE_NAMES].sort()).toEqual(Object.keys(ANSWERED).sort());
});

test.each(OPERATIONS)("aws-sdk:$sdk:$action reaches the room", ({ sdk, service, operation, action }) =>
  inWholeCloud(async (at) => {
    const required = sdkRequiredParameters(sdk, action);
    const Parameters = Object.fromEntries(required.map((name) => [name, VALUES[name] ?? "name"]));
    const definition = taskMachine({ Resource: `arn:aws:states:::aws-sdk:${sdk}:${action}`, Parameters });
    if (NOT_CALLABLE[`${sdk}:${action}`] !== undefined) {
      await expect(at.start(definition)).rejects.toThrow("is not emulated");
      return;
    }
    const last = (await at.finish(await at.start(definition))).at(-1);
    if (last?.type === "ExecutionSucceeded") refuseUnpublished(service, operation, outputOf(last));
    const arrived = at.trace.of("operation").filter(({ source, target }) => source === "states" && target === service);
    expect(arrived.map((event) => event.operation)).toEqual([operation]);
  }),
);

test("the list of operations that cannot be called names only operations that there are", () => {
  const known = OPERATIONS.map(({ sdk, action }) => `${sdk}:${action}`);
  expect(Object.keys(NOT_CALLABLE).filter((name) => !known.includes(name))).toEqual([]);
});
