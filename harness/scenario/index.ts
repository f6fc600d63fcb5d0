/**
 * The door for whoever writes a scenario: `#scenario` in this repository, `toq-media-harness/scenario` elsewhere. All that
 * docs/writing-scenarios.md speaks of is here, and nothing else of the harness is needed.
 */
export { expect } from "vitest";
export {
  BUCKET,
  DEAD_LETTER_QUEUE,
  FINALIZATION_MACHINE,
  FUNCTIONS,
  functionArn,
  PROCESSING_MACHINE,
  QUEUE,
  queueArn,
  stateMachineArn,
} from "../../system/infrastructure.ts";
export type { ListingRow } from "../database/listing-rows.ts";
export type { ScenarioFunction } from "../world/scenario-function.ts";
export type { World } from "../world/world.ts";
export { awaitCallback, awaitFinalization, uploadProcessed } from "./arrange.ts";
export { readEvidence } from "./evidence.ts";
export {
  breakDatabase,
  delayDatabase,
  failFunction,
  failService,
  loseCallbackAnswers,
  loseCallbacks,
  throttleFunction,
} from "./faults.ts";
export type { Answer, Owner, Photographer, Upload } from "./people.ts";
export { onePixel, png, truncated } from "./photos/broken-photos.ts";
export { withDamagedExif, withXmpFirst } from "./photos/damaged-exif.ts";
export { lookAtPhoto } from "./photos/look-at-photo.ts";
export { type Photo, photoOf } from "./photos/photo.ts";
export { callBack, callBackAgain } from "./pipeline.ts";
export { scenario } from "./scenario.ts";
export { serviceAnswer } from "./service-answer.ts";
export type { ScenarioOptions, Stage, Story } from "./story.ts";
export { broken, clip } from "./videos/clip.ts";
export { lookAtVideo } from "./videos/look-at-video.ts";
