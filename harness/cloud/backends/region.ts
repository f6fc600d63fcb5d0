import type { Lambda } from "../../emulator/lambda/index.ts";
import type { ForetoldRooms } from "../../emulator/lazy-rooms/index.ts";
import type { Logs } from "../../emulator/logs/index.ts";
import type { MediaConvert, MediaConvertParts } from "../../emulator/mediaconvert/index.ts";
import type { Sqs } from "../../emulator/sqs/index.ts";
import type { KeepableRoom } from "../../emulator/state-changes.ts";
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
  /** Small rooms, which are made when they are first used, in every cloud. */
  readonly foretold: ForetoldRooms["rooms"];
  /** Tells the region's EventBridge what has happened elsewhere. */
  readonly tellEvents: ForetoldRooms["tellEvents"];
}

/** The rooms of a region that a served cloud makes when they are first used. */
export type RegionalRoomName = Exclude<keyof RegionalRooms, "foretold" | "tellEvents">;

export interface RegionalOptions {
  readonly memoise?: MediaConvertParts["memoise"];
  readonly mocks?: MachineMocks | undefined;
  /** Watches the data flow of all executions. */
  readonly inspector?: Inspector | undefined;
  /** Told of a small room that has been made, before the first request reaches it. */
  readonly onForetoldRoom?: ((region: string, room: KeepableRoom) => Promise<void> | undefined) | undefined;
}
