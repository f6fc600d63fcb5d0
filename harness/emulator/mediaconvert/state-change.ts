import type { Happening } from "../events/event.ts";
import type { RoomDependencies } from "../room.ts";
import type { Job } from "./job.ts";

/** Tells EventBridge of a job's states (https://docs.aws.amazon.com/mediaconvert/latest/ug/mediaconvert_cwe_events.html), without outputs' details. */
export function stateTeller(
  { clock, accountId }: RoomDependencies,
  tell: ((happening: Happening) => void) | undefined,
): (job: Job) => void {
  return (job) =>
    tell?.({
      source: "aws.mediaconvert",
      detailType: "MediaConvert Job State Change",
      resources: [job.arn],
      detail: {
        timestamp: clock.now(),
        accountId,
        queue: job.queue,
        jobId: job.id,
        status: job.status,
        ...(job.error && { errorCode: job.error.code, errorMessage: job.error.message }),
        userMetadata: job.request.UserMetadata,
      },
    });
}
