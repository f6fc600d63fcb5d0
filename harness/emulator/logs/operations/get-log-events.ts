import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { invalidParameter } from "../errors.ts";
import { requireIdentifier } from "../identifier.ts";
import { limitUpTo, logStreamName, optional, parseInput, timestamp } from "../input.ts";
import { MAXIMUM_READ_EVENTS } from "../limits.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import { groupOperation } from "../operation.ts";

const schema = z.object({
  logGroupName: optional(z.string()),
  logGroupIdentifier: optional(z.string()),
  logStreamName,
  startTime: optional(timestamp),
  endTime: optional(timestamp),
  startFromHead: optional(z.boolean()),
  limit: limitUpTo(MAXIMUM_READ_EVENTS),
  nextToken: optional(z.string()),
});

/**
 * Events of one stream, by default the latest. Both tokens are always answered; at an end, the token that was given comes
 * back (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html).
 */
export const getLogEvents = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    const given = parseInput(schema, input);
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY, limit = MAXIMUM_READ_EVENTS } = given;
    const group = groups.named(requireIdentifier(given));
    const events = group
      .events(group.stream(given.logStreamName), groups.now())
      .filter((event) => event.timestamp >= startTime && event.timestamp < endTime);
    const { from, to } = pageBounds(events.length, limit, given.startFromHead ?? false, given.nextToken);
    return {
      events: events
        .slice(from, to)
        .map((event) => ({ timestamp: event.timestamp, message: event.message, ingestionTime: event.ingestionTime })),
      nextForwardToken: token("f", to),
      nextBackwardToken: token("b", from),
    };
  });

/** A forward token continues after its position, a backward token before it. */
function pageBounds(count: number, limit: number, fromHead: boolean, given: string | undefined) {
  if (given === undefined) {
    return fromHead ? { from: 0, to: Math.min(limit, count) } : { from: Math.max(0, count - limit), to: count };
  }
  const match = /^(f|b)\/(\d{56})\/s$/.exec(given);
  if (!match) throw invalidParameter("The specified nextToken is invalid.");
  const position = Math.min(Number(match[2]), count);
  return match[1] === "f"
    ? { from: position, to: Math.min(position + limit, count) }
    : { from: Math.max(0, position - limit), to: position };
}

/** In AWS's form. */
function token(direction: "f" | "b", position: number): string {
  return `${direction}/${String(position).padStart(56, "0")}/s`;
}
