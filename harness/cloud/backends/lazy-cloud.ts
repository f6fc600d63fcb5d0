import type { Gateway } from "../../emulator/gateway/gateway.ts";
import { LazyRoom } from "../../emulator/lazy-rooms/lazy-room.ts";
import type { S3 } from "../../emulator/s3/index.ts";
import { type CloudPartsOptions, createCloudParts } from "./cloud-parts.ts";
import { createLazyRegionalRooms, type LazyRegionalRooms } from "./lazy-regional-rooms.ts";

/** An embedded cloud whose rooms are made, and their code loaded, when first used. */
export interface LazyCloud {
  /** Requests are sent; who identifies them without sending must know that the room is ready. */
  readonly gateway: Gateway;
  readonly s3: LazyRoom<S3>;
  /** Its own region and all others that have been used. */
  regions(): ReadonlyMap<string, LazyRegionalRooms>;
}

/** For a cloud that is served: it starts at once, and in little memory. A world, which uses its rooms without a wire, has them all made. */
export function createLazyCloud(options: CloudPartsOptions): LazyCloud {
  return createCloudParts(options, {
    s3: (dependencies, s3Options) =>
      new LazyRoom("s3", async () => {
        const { createS3 } = await options.clock.run("load S3", 0, () => import("../../emulator/s3/index.ts"));
        return createS3(dependencies, s3Options);
      }),
    regionalRooms: (dependencies, sendAs) => createLazyRegionalRooms(dependencies, options, sendAs),
  });
}
