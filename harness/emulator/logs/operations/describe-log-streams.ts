import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { constraintViolated, invalidParameter } from "../errors.ts";
import { requireIdentifier } from "../identifier.ts";
import { limitUpTo, optional, parseInput } from "../input.ts";
import { MAXIMUM_LISTED_STREAMS } from "../limits.ts";
import type { LogGroup } from "../log-group.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import type { LogStream } from "../log-stream.ts";
import { groupOperation } from "../operation.ts";
import { cutPage } from "../pages.ts";

const schema = z.object({
  logGroupName: optional(z.string()),
  logGroupIdentifier: optional(z.string()),
  logStreamNamePrefix: optional(z.string()),
  orderBy: optional(z.string()),
  descending: optional(z.boolean()),
  limit: limitUpTo(MAXIMUM_LISTED_STREAMS),
  nextToken: optional(z.string()),
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const describeLogStreams = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    const given = parseInput(schema, input);
    const { orderBy = "LogStreamName", logStreamNamePrefix = "", limit = MAXIMUM_LISTED_STREAMS } = given;
    if (orderBy !== "LogStreamName" && orderBy !== "LastEventTime") {
      throw constraintViolated(
        "orderBy",
        orderBy,
        "Member must satisfy enum value set: [LogStreamName, LastEventTime]",
      );
    }
    if (orderBy === "LastEventTime" && given.logStreamNamePrefix !== undefined) {
      throw invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    const group = groups.named(requireIdentifier(given));
    const lastEventTime = (stream: LogStream): number => group.events(stream, groups.now()).at(-1)?.timestamp ?? 0;
    const ordered = [...group.streams.values()]
      .filter(({ name }) => name.startsWith(logStreamNamePrefix))
      .sort((left, right) =>
        orderBy === "LastEventTime" ? lastEventTime(left) - lastEventTime(right) : left.name < right.name ? -1 : 1,
      );
    const page = cutPage(given.descending ? ordered.reverse() : ordered, limit, given.nextToken);
    return { logStreams: page.items.map((stream) => describe(group, stream, groups.now())), nextToken: page.nextToken };
  });

function describe(group: LogGroup, stream: LogStream, now: number): Record<string, unknown> {
  const events = group.events(stream, now);
  const first = events[0];
  const last = events.at(-1);
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(first && last && { firstEventTimestamp: first.timestamp, lastEventTimestamp: last.timestamp }),
    ...(stream.lastIngestionTime !== undefined && { lastIngestionTime: stream.lastIngestionTime }),
    arn: `${group.arn}:log-stream:${stream.name}`,
    storedBytes: 0,
  };
}
