import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { invalidParameter } from "../errors.ts";
import { compileFilterPattern } from "../filter/filter-pattern.ts";
import { requireIdentifier } from "../identifier.ts";
import { limitUpTo, longest, optional, parseInput, timestamp } from "../input.ts";
import { MAXIMUM_FILTER_PATTERN_CHARACTERS, MAXIMUM_FILTERED_EVENTS } from "../limits.ts";
import type { LogGroup } from "../log-group.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import type { LogStream } from "../log-stream.ts";
import { groupOperation } from "../operation.ts";
import { cutPage } from "../pages.ts";

const schema = z.object({
  logGroupName: optional(z.string()),
  logGroupIdentifier: optional(z.string()),
  logStreamNames: optional(z.array(z.string())),
  logStreamNamePrefix: optional(z.string()),
  startTime: optional(timestamp),
  endTime: optional(timestamp),
  filterPattern: optional(
    z.string().max(MAXIMUM_FILTER_PATTERN_CHARACTERS, longest(MAXIMUM_FILTER_PATTERN_CHARACTERS)),
  ),
  limit: limitUpTo(MAXIMUM_FILTERED_EVENTS),
  nextToken: optional(z.string()),
});

/** Events of several streams by time (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html). */
export const filterLogEvents = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    const given = parseInput(schema, input);
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY, limit = MAXIMUM_FILTERED_EVENTS } = given;
    const group = groups.named(requireIdentifier(given));
    const matches = compileFilterPattern(given.filterPattern ?? "");
    const found = chosenStreams(group, given.logStreamNames, given.logStreamNamePrefix)
      .flatMap((stream) =>
        group
          .events(stream, groups.now())
          .filter((event) => event.timestamp >= startTime && event.timestamp <= endTime && matches(event.message))
          .map((event) => ({ stream, event })),
      )
      .sort(
        (left, right) => left.event.timestamp - right.event.timestamp || left.event.sequence - right.event.sequence,
      );
    const page = cutPage(found, limit, given.nextToken);
    return {
      events: page.items.map(({ stream, event }) => ({
        logStreamName: stream.name,
        timestamp: event.timestamp,
        message: event.message,
        ingestionTime: event.ingestionTime,
        eventId: String(event.sequence).padStart(56, "0"),
      })),
      searchedLogStreams: [],
      nextToken: page.nextToken,
    };
  });

function chosenStreams(group: LogGroup, names: readonly string[] | undefined, prefix: string | undefined): LogStream[] {
  if (names !== undefined && prefix !== undefined) {
    throw invalidParameter("LogStreamNames and LogStreamNamePrefix are mutually exclusive parameters.");
  }
  if (names !== undefined) return names.map((name) => group.stream(name));
  return [...group.streams.values()].filter(({ name }) => name.startsWith(prefix ?? ""));
}
