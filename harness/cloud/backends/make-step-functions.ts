import type { Gateway } from "../../emulator/gateway/gateway.ts";
import type { Lambda } from "../../emulator/lambda/index.ts";
import type { ForetoldRooms } from "../../emulator/lazy-rooms/index.ts";
import type { Logs } from "../../emulator/logs/index.ts";
import type { MediaConvert } from "../../emulator/mediaconvert/index.ts";
import type { RoomDependencies } from "../../emulator/room.ts";
import { createServiceCalls } from "../../emulator/service-calls/index.ts";
import { createStepFunctions, type StepFunctions } from "../../emulator/stepfunctions/index.ts";
import type { RegionalOptions } from "./region.ts";

/** A room that is there, or will be when it is needed. */
interface Neighbour<R> {
  /** `undefined` before it is made. */
  readonly made: R | undefined;
  needed(): Promise<R>;
}

interface Neighbours {
  readonly logs: Logs;
  readonly lambda: Neighbour<Pick<Lambda, "invoke">>;
  readonly mediaConvert: Neighbour<Pick<MediaConvert, "createJob" | "jobEnded" | "abandonJob">>;
  readonly tellEvents: ForetoldRooms["tellEvents"];
}

/** One region's Step Functions. It calls everything else through the gateway, in its own region. */
export function makeStepFunctions(
  dependencies: RoomDependencies,
  { mocks, inspector }: Pick<RegionalOptions, "mocks" | "inspector">,
  sendAs: Gateway["sendAs"],
  { logs, lambda, mediaConvert, tellEvents }: Neighbours,
): StepFunctions {
  const { region } = dependencies;
  return createStepFunctions({
    ...dependencies,
    logs,
    mocks,
    inspector,
    tellEvents,
    integrations: {
      callService: createServiceCalls((source, role, http) => sendAs(source, role, http, region)),
      invokeLambda: (call) => ask(lambda, (room) => room.invoke(call)),
      mediaConvertCreateJob: (call) => ask(mediaConvert, (room) => room.createJob(call)),
      mediaConvertJobEnded: (jobId) => ask(mediaConvert, (room) => room.jobEnded(jobId)),
      // Who gives a job up has made one.
      mediaConvertAbandonJob: (jobId) => mediaConvert.made?.abandonJob(jobId),
    },
  });
}

/** At once where the room is there: not even a microtask lies between. */
function ask<R, T>(neighbour: Neighbour<R>, question: (room: R) => Promise<T>): Promise<T> {
  const { made } = neighbour;
  return made ? question(made) : neighbour.needed().then(question);
}
