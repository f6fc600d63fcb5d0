/**
 * The entry point for scenarios: `#scenario` in this repository, `toq-media-harness/scenario` elsewhere. It exports
 * everything in docs/writing-scenarios.md; scenarios need nothing else of the harness.
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
export type { TableName, TableRow } from "../database/table-columns.ts";
export * from "../support/own-names.ts";
export type { FunctionName, HopSource, HopTarget, OperationName, StatementKind } from "../world/names/hop-names.ts";
export type { QueueName } from "../world/names/queue-names.ts";
export type { StreamName } from "../world/names/stream-names.ts";
export type { ScenarioFunction } from "../world/scenario-function.ts";
export type { HopPattern, Strikes } from "../world/story-side/story-faults.ts";
export type { World } from "../world/world.ts";
export { registerFinalizationJob, registerProcessingJob, uploadProcessed } from "./arrange.ts";
export { callbackSignature, resendCallback, sendCallback } from "./callbacks.ts";
export { readEvidence, readFactsEvidence } from "./evidence.ts";
export {
  answerCallbacks,
  breakDatabase,
  delayCallbacks,
  delayDatabase,
  delayFunction,
  failFunction,
  failService,
  loseCallbackAnswers,
  loseCallbacks,
  throttleFunction,
} from "./faults.ts";
export { invokeFunction } from "./invoke-function.ts";
export { namedUploads } from "./named-uploads.ts";
export type { Answer, HeaderChanges, Owner, Person, Photographer, Upload } from "./people.ts";
export { personOf } from "./people.ts";
export { onePixel, png, truncated } from "./photos/broken-photos.ts";
export { withDamagedExif, withXmpFirst } from "./photos/damaged-exif.ts";
export { inspectPhoto } from "./photos/inspect-photo.ts";
export { jpegFacts } from "./photos/jpeg-facts.ts";
export { type Photo, photoOf } from "./photos/photo.ts";
export {
  decodedPictures,
  differenceOfColours,
  type RecordedPicture,
  refusedPictures,
} from "./photos/recorded-pictures.ts";
export { colourAt, turned } from "./photos/turned-photo.ts";
export { scenario } from "./scenario.ts";
export { sentRequests } from "./sent-requests.ts";
export { serviceAnswer } from "./service-answer.ts";
export type { ScenarioContext, ScenarioOptions, Story } from "./story.ts";
export { brokenClip, videoClip } from "./videos/clip.ts";
export { inspectVideo } from "./videos/inspect-video.ts";
