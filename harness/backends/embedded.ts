import type { LambdaHandler } from "../../lambdas/ports.ts";
import { finalizationDefinition } from "../../lambdas/state-machines/finalization.ts";
import { processingDefinition } from "../../lambdas/state-machines/processing.ts";
import {
  type FunctionDescription,
  functionArn,
  type Infrastructure,
  queueArn,
  VIDEO_ROLE,
} from "../../system/infrastructure.ts";
import type { System } from "../../system/revisions.ts";
import type { Credential } from "../emulator/gateway/authenticate.ts";
import { createGateway, type Gateway, type GatewayOptions } from "../emulator/gateway/gateway.ts";
import { createLambda, type Lambda } from "../emulator/lambda/index.ts";
import { createMediaConvert, type MediaConvert } from "../emulator/mediaconvert/index.ts";
import type { RoomDependencies } from "../emulator/room.ts";
import { createS3, type S3 } from "../emulator/s3/index.ts";
import { createSqs, type Sqs } from "../emulator/sqs/index.ts";
import { createStepFunctions, type StepFunctions } from "../emulator/stepfunctions/index.ts";
import type { Policies } from "../network/permissions.ts";

/** The emulated cloud of one world: five rooms behind one gateway. */
export interface EmbeddedCloud {
  readonly gateway: Gateway;
  readonly s3: S3;
  readonly sqs: Sqs;
  readonly lambda: Lambda;
  readonly stepFunctions: StepFunctions;
  readonly mediaConvert: MediaConvert;
}

export interface EmbeddedCloudOptions extends RoomDependencies {
  readonly policies: Policies;
  readonly credentials: readonly Credential[];
  readonly unknownAccessKeys?: GatewayOptions["unknownAccessKeys"];
  readonly alsoSignedAt?: GatewayOptions["alsoSignedAt"];
}

export function createEmbeddedCloud(options: EmbeddedCloudOptions): EmbeddedCloud {
  const { clock, random, network, accountId, region } = options;
  const dependencies: RoomDependencies = { clock, random, network, accountId, region };
  const s3 = createS3(dependencies);
  const sqs = createSqs(dependencies);
  const lambda = createLambda(dependencies, { sqs });
  const mediaConvert = createMediaConvert(dependencies);
  const stepFunctions = createStepFunctions({
    ...dependencies,
    integrations: {
      invokeLambda: (call) => lambda.invoke(call),
      mediaConvertCreateJob: (call) => mediaConvert.createJob(call),
    },
  });
  const gateway = createGateway({
    ...dependencies,
    policies: options.policies,
    credentials: options.credentials,
    rooms: [s3, sqs, lambda, stepFunctions, mediaConvert],
    ...(options.unknownAccessKeys && { unknownAccessKeys: options.unknownAccessKeys }),
    ...(options.alsoSignedAt && { alsoSignedAt: options.alsoSignedAt }),
  });
  return { gateway, s3, sqs, lambda, stepFunctions, mediaConvert };
}

/** Makes in the cloud what the description says: bucket, queues, functions, machines, event-source mappings. */
export function provision(
  cloud: EmbeddedCloud,
  infrastructure: Infrastructure,
  system: System,
  handlerOf: (description: FunctionDescription) => LambdaHandler,
): void {
  const at = infrastructure;
  cloud.s3.createBucket(at.bucket.name, { versioned: at.bucket.versioned });
  for (const queue of at.queues) {
    const redrive = queue.redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queueArn(at, queue.redrive.deadLetterQueue),
        maxReceiveCount: queue.redrive.maxReceiveCount,
      }),
    };
    cloud.sqs.createQueue(queue.name, {
      VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
      MessageRetentionPeriod: String(queue.messageRetentionSeconds),
      ReceiveMessageWaitTimeSeconds: String(queue.receiveWaitSeconds),
      ...redrive,
    });
  }
  for (const description of at.functions) {
    cloud.lambda.registerFunction({
      functionName: description.name,
      role: description.role,
      timeoutSeconds: description.timeoutSeconds,
      memoryMegabytes: description.memoryMegabytes,
      environment: description.environment,
      handler: handlerOf(description),
    });
  }
  const definitions = { processing: processingDefinition, finalization: finalizationDefinition };
  const deployment = {
    functionArn: (code: FunctionDescription["code"]) => functionArn(at, nameOfInvoked(at, code)),
    mediaConvertRoleArn: `arn:aws:iam::${at.accountId}:role/${VIDEO_ROLE}`,
    region: at.region,
  };
  for (const { name, definition, role } of at.stateMachines) {
    cloud.stepFunctions.createStateMachine({
      name,
      definition: JSON.stringify(definitions[definition](system, deployment)),
      roleArn: `arn:aws:iam::${at.accountId}:role/${role}`,
    });
  }
  for (const mapping of at.eventSourceMappings) {
    cloud.lambda.createEventSourceMapping({
      EventSourceArn: queueArn(at, mapping.queue),
      FunctionName: mapping.function,
      BatchSize: mapping.batchSize,
    });
  }
}

/** The machines invoke the first function that runs a Lambda's code; for the callback that is the dispatch function. */
function nameOfInvoked(infrastructure: Infrastructure, code: FunctionDescription["code"]): string {
  const found = infrastructure.functions.find((description) => description.code === code);
  // The machine of a revision without a Lambda never names it.
  return found?.name ?? `listing-media-${code}-staging`;
}
