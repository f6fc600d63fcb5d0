import type { LambdaHandler } from "../../../lambdas/ports.ts";
import { type FunctionDescription, type Infrastructure, queueArn } from "../../../system/infrastructure.ts";
import type { System } from "../../../system/revisions.ts";
import type { Gateway } from "../../emulator/gateway/gateway.ts";
import type { Iam } from "../../emulator/iam/index.ts";
import { createS3, type S3 } from "../../emulator/s3/index.ts";
import { type CloudPartsOptions, createCloudParts } from "./cloud-parts.ts";
import { type Definitions, queueAttributes, stateMachinesToCreate } from "./deployment.ts";
import type { RegionalRooms } from "./region.ts";
import { createRegionalRooms } from "./regional-rooms.ts";

/** The emulated cloud of one world: its rooms behind one gateway. Regional rooms are those of its own region. */
export interface EmbeddedCloud extends RegionalRooms {
  readonly gateway: Gateway;
  readonly s3: S3;
  readonly iam: Iam;
  /** Its own region and all others that have been used. */
  regions(): ReadonlyMap<string, RegionalRooms>;
  /** The rooms of a region, made where they are not there yet. */
  regionCalled(name: string): RegionalRooms;
}

export interface EmbeddedCloudOptions extends CloudPartsOptions {
  /** Told of the rooms of a region that have just been made, its own excepted. */
  readonly onRegion?: (region: string, rooms: RegionalRooms) => void;
}

export function createEmbeddedCloud(options: EmbeddedCloudOptions): EmbeddedCloud {
  const { own, ...parts } = createCloudParts(options, {
    s3: createS3,
    regionalRooms: (dependencies, sendAs) => createRegionalRooms(dependencies, options, sendAs),
    onRegion: options.onRegion,
  });
  return { ...parts, ...own };
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
