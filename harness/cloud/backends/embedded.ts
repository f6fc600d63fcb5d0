import type { LambdaHandler } from "../../../lambdas/ports.ts";
import { type FunctionDescription, type Infrastructure, queueArn } from "../../../system/infrastructure.ts";
import type { System } from "../../../system/revisions.ts";
import type { Credential } from "../../emulator/gateway/credential.ts";
import { createGateway, type Gateway, type GatewayOptions } from "../../emulator/gateway/gateway.ts";
import { IssuedCredentials } from "../../emulator/gateway/issued-credentials.ts";
import { createIam, type Iam } from "../../emulator/iam/index.ts";
import type { Room, RoomDependencies } from "../../emulator/room.ts";
import { createS3, type S3 } from "../../emulator/s3/index.ts";
import type { KnownOwner } from "../../emulator/s3/owners.ts";
import { createSts } from "../../emulator/sts/index.ts";
import type { BodyShelf } from "../../network/body-shelf.ts";
import type { Policies } from "../../network/permissions.ts";
import { deliverNotice } from "./deliver-notice.ts";
import { type Definitions, queueAttributes, stateMachinesToCreate } from "./deployment.ts";
import { createRegionalRooms, type RegionalOptions, type RegionalRooms } from "./regional-rooms.ts";

/** By which S3 sends what a bucket's notifications ask for. */
const S3_ROLE = "s3";

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

export interface EmbeddedCloudOptions extends Omit<RoomDependencies, "isElsewhere">, RegionalOptions {
  /** Whether AWS's other regions are there too, their rooms made when first used; without it there is one region. */
  readonly hasAllRegions?: boolean;
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
  /** Holds answers back until what they acknowledge is on disk. */
  readonly acknowledge?: GatewayOptions["acknowledge"];
  /** Told of the rooms of a region that have just been made, its own excepted. */
  readonly onRegion?: (region: string, rooms: RegionalRooms) => void;
}

export function createEmbeddedCloud(options: EmbeddedCloudOptions): EmbeddedCloud {
  const { clock, random, network, accountId, region } = options;
  const dependencies: RoomDependencies = { clock, random, network, accountId, region };
  const issued = new IssuedCredentials();
  const s3 = createS3(dependencies, {
    shelf: options.shelf,
    owners: options.owners,
    aclsByDefault: options.aclsByDefault,
    hasAllRegions: options.hasAllRegions,
    credentialOf: (accessKeyId) => gateway.credentialOf(accessKeyId),
    deliver: (notice) => deliverNotice(clock, (http) => gateway.sendAs("s3", S3_ROLE, http), notice),
  });
  const own = createRegionalRooms(dependencies, options, (...sent) => gateway.sendAs(...sent));
  const regions = new Map([[region, own]]);
  const elsewhere = (name: string): readonly Room[] => {
    const there = regionCalled(name);
    return [there.sqs, there.lambda, there.stepFunctions, there.mediaConvert, there.logs, ...there.lazy];
  };
  const regionCalled = (name: string): RegionalRooms => regions.get(name) ?? roomsElsewhere(name);
  const roomsElsewhere = (name: string): RegionalRooms => {
    const place = { ...dependencies, region: name, isElsewhere: true };
    const made = createRegionalRooms(place, options, (...sent) => gateway.sendAs(...sent));
    regions.set(name, made);
    options.onRegion?.(name, made);
    return made;
  };
  const iam = createIam(dependencies, issued);
  const gateway = createGateway({
    ...dependencies,
    policies: options.policies,
    credentials: options.credentials,
    issued,
    rooms: [
      s3,
      own.sqs,
      own.lambda,
      own.stepFunctions,
      own.mediaConvert,
      own.logs,
      ...own.lazy,
      createSts(dependencies, issued),
      iam,
    ],
    elsewhere: options.hasAllRegions ? elsewhere : undefined,
    enforcesRoles: options.enforcesRoles,
    acknowledge: options.acknowledge,
    ...(options.unknownAccessKeys && { unknownAccessKeys: options.unknownAccessKeys }),
    ...(options.alsoSignedAt && { alsoSignedAt: options.alsoSignedAt }),
  });
  return { gateway, s3, iam, ...own, regions: () => regions, regionCalled };
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
