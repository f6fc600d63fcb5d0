import type { Credential } from "../../emulator/gateway/credential.ts";
import { createGateway, type Gateway, type GatewayOptions } from "../../emulator/gateway/gateway.ts";
import { IssuedCredentials } from "../../emulator/gateway/issued-credentials.ts";
import { createIam } from "../../emulator/iam/index.ts";
import type { Room, RoomDependencies } from "../../emulator/room.ts";
import type { S3Options } from "../../emulator/s3/index.ts";
import type { KnownOwner } from "../../emulator/s3/owners.ts";
import { createSts } from "../../emulator/sts/index.ts";
import type { BodyShelf } from "../../network/body-shelf.ts";
import type { Policies } from "../../network/permissions.ts";
import { deliverNotice } from "./deliver-notice.ts";
import type { RegionalOptions, RegionalRoomName, RegionalRooms } from "./region.ts";
import { targetExists } from "./target-exists.ts";

/** By which S3 sends what a bucket's notifications ask for. */
const S3_ROLE = "s3";

export interface CloudPartsOptions extends Omit<RoomDependencies, "isElsewhere">, RegionalOptions {
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
}

type AnyRegionalRooms = Pick<RegionalRooms, "foretold" | "tellEvents"> & { readonly [Name in RegionalRoomName]: Room };

/** How the rooms of a cloud are made: at once, or when they are first used. */
interface Making<S3Room extends Room, Regional extends AnyRegionalRooms> {
  readonly s3: (dependencies: RoomDependencies, options: S3Options) => S3Room;
  readonly regionalRooms: (dependencies: RoomDependencies, sendAs: Gateway["sendAs"]) => Regional;
  /** Told of the rooms of a region that have just been made, its own excepted. */
  readonly onRegion?: ((region: string, rooms: Regional) => void) | undefined;
}

/** The rooms of a cloud behind one gateway. */
export function createCloudParts<S3Room extends Room, Regional extends AnyRegionalRooms>(
  options: CloudPartsOptions,
  make: Making<S3Room, Regional>,
) {
  const { clock, random, network, accountId, region } = options;
  const dependencies: RoomDependencies = { clock, random, network, accountId, region };
  const issued = new IssuedCredentials();
  const s3 = make.s3(dependencies, {
    shelf: options.shelf,
    owners: options.owners,
    aclsByDefault: options.aclsByDefault,
    hasAllRegions: options.hasAllRegions,
    credentialOf: (accessKeyId) => gateway.credentialOf(accessKeyId),
    targetExists: (target) => targetExists((http) => gateway.sendAs("s3", S3_ROLE, http), target),
    deliver: (notice) => {
      if (notice.target === "events") regions.get(notice.region)?.tellEvents(notice.happening);
      else deliverNotice(clock, (http) => gateway.sendAs("s3", S3_ROLE, http), notice);
    },
  });
  const own = make.regionalRooms(dependencies, (...sent) => gateway.sendAs(...sent));
  const regions = new Map([[region, own]]);
  const elsewhere = (name: string): readonly Room[] => {
    const there = regionCalled(name);
    return [there.sqs, there.lambda, there.stepFunctions, there.mediaConvert, there.logs, ...there.foretold];
  };
  const regionCalled = (name: string): Regional => regions.get(name) ?? roomsElsewhere(name);
  const roomsElsewhere = (name: string): Regional => {
    const place = { ...dependencies, region: name, isElsewhere: true };
    const made = make.regionalRooms(place, (...sent) => gateway.sendAs(...sent));
    regions.set(name, made);
    make.onRegion?.(name, made);
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
      ...own.foretold,
      createSts(dependencies, issued),
      iam,
    ],
    elsewhere: options.hasAllRegions ? elsewhere : undefined,
    enforcesRoles: options.enforcesRoles,
    acknowledge: options.acknowledge,
    ...(options.unknownAccessKeys && { unknownAccessKeys: options.unknownAccessKeys }),
    ...(options.alsoSignedAt && { alsoSignedAt: options.alsoSignedAt }),
  });
  return { gateway, s3, iam, own, regions: (): ReadonlyMap<string, Regional> => regions, regionCalled };
}
