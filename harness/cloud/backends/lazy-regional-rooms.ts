import type { Gateway } from "../../emulator/gateway/gateway.ts";
import { createForetoldRooms } from "../../emulator/lazy-rooms/index.ts";
import { LazyRoom } from "../../emulator/lazy-rooms/lazy-room.ts";
import type { RoomDependencies } from "../../emulator/room.ts";
import type { RegionalOptions, RegionalRoomName, RegionalRooms } from "./region.ts";

/** What each region has for itself, made when first used. */
export type LazyRegionalRooms = Pick<RegionalRooms, "foretold" | "tellEvents"> & {
  readonly [Name in RegionalRoomName]: LazyRoom<RegionalRooms[Name]>;
};

/** As createRegionalRooms, for a cloud whose rooms are made when first used: each with those that it needs. */
export function createLazyRegionalRooms(
  dependencies: RoomDependencies,
  options: RegionalOptions,
  sendAs: Gateway["sendAs"],
): LazyRegionalRooms {
  const { clock, region } = dependencies;
  const { rooms: foretold, tellEvents } = createForetoldRooms(
    dependencies,
    (source, role, http) => sendAs(source, role, http, region),
    (room) => options.onForetoldRoom?.(region, room),
  );
  const sqs = new LazyRoom("sqs", async () => {
    const { createSqs } = await clock.run("load SQS", 0, () => import("../../emulator/sqs/index.ts"));
    return createSqs(dependencies);
  });
  const logs = new LazyRoom("logs", async () => {
    const { createLogs } = await clock.run("load CloudWatch Logs", 0, () => import("../../emulator/logs/index.ts"));
    return createLogs(dependencies);
  });
  const lambda = new LazyRoom("lambda", async () => {
    const neighbours = { sqs: await sqs.needed(), logs: await logs.needed() };
    const { createLambda } = await clock.run("load Lambda", 0, () => import("../../emulator/lambda/index.ts"));
    return createLambda(dependencies, {
      ...neighbours,
      sendAs: (source, role, http) => sendAs(source, role, http, region),
    });
  });
  const mediaConvert = new LazyRoom("mediaconvert", async () => {
    const { makeMediaConvert } = await clock.run("load MediaConvert", 0, () => import("./make-media-convert.ts"));
    return makeMediaConvert(dependencies, options, sendAs, tellEvents);
  });
  const stepFunctions = new LazyRoom("states", async () => {
    const neighbours = { logs: await logs.needed(), lambda, mediaConvert, tellEvents };
    const { makeStepFunctions } = await clock.run("load Step Functions", 0, () => import("./make-step-functions.ts"));
    return makeStepFunctions(dependencies, options, sendAs, neighbours);
  });
  return { sqs, lambda, stepFunctions, mediaConvert, logs, foretold, tellEvents };
}
