import type { Gateway } from "../../emulator/gateway/gateway.ts";
import { createLambda, type Lambda } from "../../emulator/lambda/index.ts";
import { createLazyRooms } from "../../emulator/lazy-rooms/index.ts";
import { createLogs, type Logs } from "../../emulator/logs/index.ts";
import { createMediaConvert, type MediaConvert, type MediaConvertParts } from "../../emulator/mediaconvert/index.ts";
import type { Room, RoomDependencies } from "../../emulator/room.ts";
import { createServiceCalls } from "../../emulator/service-calls/index.ts";
import { createSqs, type Sqs } from "../../emulator/sqs/index.ts";
import type { Inspector } from "../../emulator/stepfunctions/execution/inspection.ts";
import { createStepFunctions, type StepFunctions } from "../../emulator/stepfunctions/index.ts";
import type { MachineMocks } from "../../emulator/stepfunctions/mocks/machine-mocks.ts";
import { cacheDirectory } from "../../support/cache-directory.ts";
import { findFfmpeg } from "../../support/ffmpeg/find-ffmpeg.ts";

/** What each region has for itself. */
export interface RegionalRooms {
  readonly sqs: Sqs;
  readonly lambda: Lambda;
  readonly stepFunctions: StepFunctions;
  readonly mediaConvert: MediaConvert;
  readonly logs: Logs;
  /** Those that are loaded when they are first used. */
  readonly lazy: readonly Room[];
}

export interface RegionalOptions {
  readonly memoise?: MediaConvertParts["memoise"];
  readonly mocks?: MachineMocks | undefined;
  /** Watches the data flow of all executions. */
  readonly inspector?: Inspector | undefined;
}

/** The rooms of one region. They call each other without a wire, and everything else from their own region. */
export function createRegionalRooms(
  dependencies: RoomDependencies,
  options: RegionalOptions,
  sendAs: Gateway["sendAs"],
): RegionalRooms {
  const { region } = dependencies;
  const { rooms: lazy, tellEvents } = createLazyRooms(dependencies, (source, role, http) =>
    sendAs(source, role, http, region),
  );
  const sqs = createSqs(dependencies);
  const logs = createLogs(dependencies);
  const lambda = createLambda(dependencies, {
    sqs,
    logs,
    sendAs: (source, role, http) => sendAs(source, role, http, region),
  });
  const mediaConvert = createMediaConvert(dependencies, {
    // MediaConvert reads and writes buckets of any region.
    sendAs: (role, http) => sendAs("mediaconvert", role, http),
    findFfmpeg: () => findFfmpeg(process.env),
    cacheDirectory: cacheDirectory(process.env, "conversions"),
    memoise: options.memoise,
    tellEvents,
  });
  const stepFunctions = createStepFunctions({
    ...dependencies,
    logs,
    mocks: options.mocks,
    inspector: options.inspector,
    tellEvents,
    integrations: {
      callService: createServiceCalls((source, role, http) => sendAs(source, role, http, region)),
      invokeLambda: (call) => lambda.invoke(call),
      mediaConvertCreateJob: (call) => mediaConvert.createJob(call),
      mediaConvertJobEnded: (jobId) => mediaConvert.jobEnded(jobId),
      mediaConvertAbandonJob: (jobId) => mediaConvert.abandonJob(jobId),
    },
  });
  return { sqs, lambda, stepFunctions, mediaConvert, logs, lazy };
}
