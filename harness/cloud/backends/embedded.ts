import type { LambdaHandler } from "../../../lambdas/ports.ts";
import { type FunctionDescription, type Infrastructure, queueArn } from "../../../system/infrastructure.ts";
import type { System } from "../../../system/revisions.ts";
import type { Credential } from "../../emulator/gateway/credential.ts";
import { createGateway, type Gateway, type GatewayOptions } from "../../emulator/gateway/gateway.ts";
import { IssuedCredentials } from "../../emulator/gateway/issued-credentials.ts";
import { createIam } from "../../emulator/iam/index.ts";
import { createLambda, type Lambda } from "../../emulator/lambda/index.ts";
import { createLogs, type Logs } from "../../emulator/logs/index.ts";
import { createMediaConvert, type MediaConvert, type MediaConvertParts } from "../../emulator/mediaconvert/index.ts";
import type { RoomDependencies } from "../../emulator/room.ts";
import { createS3, type S3 } from "../../emulator/s3/index.ts";
import type { KnownOwner } from "../../emulator/s3/owners.ts";
import { createServiceCalls } from "../../emulator/service-calls/index.ts";
import { createSqs, type Sqs } from "../../emulator/sqs/index.ts";
import type { Inspector } from "../../emulator/stepfunctions/execution/inspection.ts";
import { createStepFunctions, type StepFunctions } from "../../emulator/stepfunctions/index.ts";
import type { MachineMocks } from "../../emulator/stepfunctions/mocks/machine-mocks.ts";
import { createSts } from "../../emulator/sts/index.ts";
import type { BodyShelf } from "../../network/body-shelf.ts";
import type { Policies } from "../../network/permissions.ts";
import { cacheDirectory } from "../../support/cache-directory.ts";
import { findFfmpeg } from "../../support/ffmpeg/find-ffmpeg.ts";
import { deliverNotice } from "./deliver-notice.ts";
import { type Definitions, queueAttributes, stateMachinesToCreate } from "./deployment.ts";

/** By which S3 sends what a bucket's notifications ask for. */
const S3_ROLE = "s3";

/** The emulated cloud of one world: its rooms behind one gateway. */
export interface EmbeddedCloud {
  readonly gateway: Gateway;
  readonly s3: S3;
  readonly sqs: Sqs;
  readonly lambda: Lambda;
  readonly stepFunctions: StepFunctions;
  readonly mediaConvert: MediaConvert;
  readonly logs: Logs;
}

export interface EmbeddedCloudOptions extends RoomDependencies {
  readonly policies: Policies;
  readonly credentials: readonly Credential[];
  readonly unknownAccessKeys?: GatewayOptions["unknownAccessKeys"];
  readonly enforcesRoles?: boolean;
  readonly alsoSignedAt?: GatewayOptions["alsoSignedAt"];
  /** Users of several accounts of S3, by name. */
  readonly owners?: readonly KnownOwner[];
  /** Whether new buckets take access lists, as they did before April 2023. */
  readonly aclsByDefault?: boolean;
  /** Where large bodies lie; without one all are in memory. */
  readonly shelf?: BodyShelf;
  readonly memoise?: MediaConvertParts["memoise"];
  readonly mocks?: MachineMocks | undefined;
  /** Watches the data flow of all executions. */
  readonly inspector?: Inspector | undefined;
}

export function createEmbeddedCloud(options: EmbeddedCloudOptions): EmbeddedCloud {
  const { clock, random, network, accountId, region } = options;
  const dependencies: RoomDependencies = { clock, random, network, accountId, region };
  const issued = new IssuedCredentials();
  const s3 = createS3(dependencies, {
    shelf: options.shelf,
    owners: options.owners,
    aclsByDefault: options.aclsByDefault,
    credentialOf: (accessKeyId) => gateway.credentialOf(accessKeyId),
    deliver: (notice) => deliverNotice(clock, (http) => gateway.sendAs("s3", S3_ROLE, http), notice),
  });
  const sqs = createSqs(dependencies);
  const logs = createLogs(dependencies);
  const lambda = createLambda(dependencies, {
    sqs,
    logs,
    sendAs: (source, role, http) => gateway.sendAs(source, role, http),
  });
  const mediaConvert = createMediaConvert(dependencies, {
    sendAs: (role, http) => gateway.sendAs("mediaconvert", role, http),
    findFfmpeg: () => findFfmpeg(process.env),
    cacheDirectory: cacheDirectory(process.env, "conversions"),
    memoise: options.memoise,
  });
  const stepFunctions = createStepFunctions({
    ...dependencies,
    logs,
    mocks: options.mocks,
    inspector: options.inspector,
    integrations: {
      callService: createServiceCalls((source, role, http) => gateway.sendAs(source, role, http)),
      invokeLambda: (call) => lambda.invoke(call),
      mediaConvertCreateJob: (call) => mediaConvert.createJob(call),
      mediaConvertJobEnded: (jobId) => mediaConvert.jobEnded(jobId),
      mediaConvertAbandonJob: (jobId) => mediaConvert.abandonJob(jobId),
    },
  });
  const gateway = createGateway({
    ...dependencies,
    policies: options.policies,
    credentials: options.credentials,
    issued,
    rooms: [
      s3,
      sqs,
      lambda,
      stepFunctions,
      mediaConvert,
      logs,
      createSts(dependencies, issued),
      createIam(dependencies, issued),
    ],
    enforcesRoles: options.enforcesRoles,
    ...(options.unknownAccessKeys && { unknownAccessKeys: options.unknownAccessKeys }),
    ...(options.alsoSignedAt && { alsoSignedAt: options.alsoSignedAt }),
  });
  return { gateway, s3, sqs, lambda, stepFunctions, mediaConvert, logs };
}

/**
 * Creates what the description names: bucket, queues, functions, machines, event-source mappings. A function without a
 * handler is left out: the world has deployed it by itself.
 */
export function provision(
  cloud: EmbeddedCloud,
  infrastructure: Infrastructure,
  system: System,
  handlerOf: (description: FunctionDescription) => LambdaHandler | undefined,
  definitions: Definitions = {},
): void {
  const at = infrastructure;
  cloud.s3.createBucket(at.bucket.name, { versioned: at.bucket.versioned });
  for (const queue of at.queues) cloud.sqs.createQueue(queue.name, queueAttributes(at, queue));
  for (const description of at.functions) {
    const handler = handlerOf(description);
    if (!handler) continue;
    cloud.lambda.registerFunction({
      functionName: description.name,
      role: description.role,
      timeoutSeconds: description.timeoutSeconds,
      memoryMegabytes: description.memoryMegabytes,
      environment: description.environment,
      handler,
    });
  }
  for (const machine of stateMachinesToCreate(at, system, definitions)) cloud.stepFunctions.createStateMachine(machine);
  for (const mapping of at.eventSourceMappings) {
    cloud.lambda.createEventSourceMapping({
      EventSourceArn: queueArn(at, mapping.queue),
      FunctionName: mapping.function,
      BatchSize: mapping.batchSize,
      ...(mapping.reportBatchItemFailures ? { FunctionResponseTypes: ["ReportBatchItemFailures"] } : {}),
    });
  }
}
