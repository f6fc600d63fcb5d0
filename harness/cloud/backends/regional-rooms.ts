import type { Gateway } from "../../emulator/gateway/gateway.ts";
import { createLambda } from "../../emulator/lambda/index.ts";
import { createForetoldRooms } from "../../emulator/lazy-rooms/index.ts";
import { createLogs } from "../../emulator/logs/index.ts";
import type { RoomDependencies } from "../../emulator/room.ts";
import { createSqs } from "../../emulator/sqs/index.ts";
import { makeMediaConvert } from "./make-media-convert.ts";
import { makeStepFunctions } from "./make-step-functions.ts";
import type { RegionalOptions, RegionalRooms } from "./region.ts";

/** The rooms of one region. They call each other without a wire, and everything else from their own region. */
export function createRegionalRooms(
  dependencies: RoomDependencies,
  options: RegionalOptions,
  sendAs: Gateway["sendAs"],
): RegionalRooms {
  const { region } = dependencies;
  const { rooms: foretold, tellEvents } = createForetoldRooms(
    dependencies,
    (source, role, http) => sendAs(source, role, http, region),
    (room) => options.onForetoldRoom?.(region, room),
  );
  const sqs = createSqs(dependencies);
  const logs = createLogs(dependencies);
  const lambda = createLambda(dependencies, {
    sqs,
    logs,
    sendAs: (source, role, http) => sendAs(source, role, http, region),
  });
  const mediaConvert = makeMediaConvert(dependencies, options, sendAs, tellEvents);
  const stepFunctions = makeStepFunctions(dependencies, options, sendAs, {
    logs,
    lambda: { made: lambda, needed: async () => lambda },
    mediaConvert: { made: mediaConvert, needed: async () => mediaConvert },
    tellEvents,
  });
  return { sqs, lambda, stepFunctions, mediaConvert, logs, foretold, tellEvents };
}
