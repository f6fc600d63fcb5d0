import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { constraintViolated, invalidParameter } from "../errors.ts";
import { logGroupName, logStreamName, parseInput, shortest, timestamp } from "../input.ts";
import {
  BYTES_PER_EVENT,
  MAXIMUM_AGE_MS,
  MAXIMUM_AHEAD_MS,
  MAXIMUM_BATCH_BYTES,
  MAXIMUM_BATCH_SPAN_MS,
  MAXIMUM_PUT_EVENTS,
  MINIMUM_MESSAGE_CHARACTERS,
  MINIMUM_PUT_EVENTS,
} from "../limits.ts";
import type { LogGroup } from "../log-group.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import { groupOperation } from "../operation.ts";

const schema = z.object({
  logGroupName,
  logStreamName,
  logEvents: z
    .array(
      z.object({
        timestamp,
        message: z.string().min(MINIMUM_MESSAGE_CHARACTERS, shortest(MINIMUM_MESSAGE_CHARACTERS)),
      }),
    )
    .min(MINIMUM_PUT_EVENTS, shortest(MINIMUM_PUT_EVENTS)),
});

type Events = z.infer<typeof schema>["logEvents"];

/** Limits: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html. Sequence tokens are not needed any more. */
export const putLogEvents = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    const given = parseInput(schema, input);
    const group = groups.named(given.logGroupName);
    const stream = group.stream(given.logStreamName);
    checkBatch(given.logEvents);
    const rejected = rejectedEvents(given.logEvents, group, groups.now());
    for (const event of given.logEvents.slice(rejected.from, rejected.to)) groups.append(stream, event);
    return {
      nextSequenceToken: String(groups.now()).padStart(56, "0"),
      ...(Object.keys(rejected.info).length > 0 && { rejectedLogEventsInfo: rejected.info }),
    };
  });

function checkBatch(events: Events): void {
  if (events.length > MAXIMUM_PUT_EVENTS) {
    throw constraintViolated(
      "logEvents",
      "(a list)",
      `Member must have length less than or equal to ${MAXIMUM_PUT_EVENTS}`,
    );
  }
  const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + BYTES_PER_EVENT, 0);
  if (bytes > MAXIMUM_BATCH_BYTES) {
    throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${MAXIMUM_BATCH_BYTES}`);
  }
  if (events.some((event, index) => index > 0 && event.timestamp < (events[index - 1]?.timestamp ?? 0))) {
    throw invalidParameter("Log events in a single PutLogEvents request must be in chronological order.");
  }
  if ((events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0) > MAXIMUM_BATCH_SPAN_MS) {
    throw invalidParameter("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
  }
}

/** Events too old or too far ahead are rejected and reported by index; the rest is stored. */
function rejectedEvents(events: Events, group: LogGroup, now: number) {
  const tooOld = events.filter((event) => event.timestamp < now - MAXIMUM_AGE_MS).length;
  const expired = events.filter((event) => event.timestamp < group.oldestKept(now)).length;
  const tooNew = events.findIndex((event) => event.timestamp > now + MAXIMUM_AHEAD_MS);
  return {
    from: Math.max(tooOld, expired),
    to: tooNew === -1 ? events.length : tooNew,
    info: {
      ...(tooNew !== -1 && { tooNewLogEventStartIndex: tooNew }),
      ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
      ...(expired > tooOld && { expiredLogEventEndIndex: expired }),
    },
  };
}
