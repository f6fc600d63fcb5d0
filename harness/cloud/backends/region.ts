import type { Lambda } from "../../emulator/lambda/index.ts";
import type { Logs } from "../../emulator/logs/index.ts";
import type { MediaConvert, MediaConvertParts } from "../../emulator/mediaconvert/index.ts";
import type { Room } from "../../emulator/room.ts";
import type { Sqs } from "../../emulator/sqs/index.ts";
import type { Inspector } from "../../emulator/stepfunctions/execution/inspection.ts";
import type { StepFunctions } from "../../emulator/stepfunctions/index.ts";
import type { MachineMocks } from "../../emulator/stepfunctions/mocks/machine-mocks.ts";

/** What each region has for itself. */
export interface RegionalRooms {
  readonly sqs: Sqs;
  readonly lambda: Lambda;
  readonly stepFunctions: StepFunctions;
  readonly mediaConvert: MediaConvert;
  readonly logs: Logs;
  /** Small rooms, which load their code when they are first used, in every cloud. */
  readonly lazy: readonly Room[];
}

/** The rooms of a region that a served cloud makes when they are first used. */
export type RegionalRoomName = Exclude<keyof RegionalRooms, "lazy">;

export interface RegionalOptions {
  readonly memoise?: MediaConvertParts["memoise"];
  readonly mocks?: MachineMocks | undefined;
  /** Watches the data flow of all executions. */
  readonly inspector?: Inspector | undefined;
}
