import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { invalidParameter } from "../errors.ts";
import { limitUpTo, optional, parseInput } from "../input.ts";
import { MAXIMUM_LISTED_GROUPS } from "../limits.ts";
import type { LogGroup } from "../log-group.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import { groupOperation } from "../operation.ts";
import { cutPage } from "../pages.ts";

const schema = z.object({
  logGroupNamePrefix: optional(z.string()),
  logGroupNamePattern: optional(z.string()),
  limit: limitUpTo(MAXIMUM_LISTED_GROUPS),
  nextToken: optional(z.string()),
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const describeLogGroups = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    const {
      logGroupNamePrefix,
      logGroupNamePattern,
      limit = MAXIMUM_LISTED_GROUPS,
      nextToken,
    } = parseInput(schema, input);
    if (logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined) {
      throw invalidParameter("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    const matching = groups
      .all()
      .filter(({ name }) => name.startsWith(logGroupNamePrefix ?? "") && name.includes(logGroupNamePattern ?? ""));
    const page = cutPage(matching, limit, nextToken);
    return { logGroups: page.items.map(describe), nextToken: page.nextToken };
  });

function describe(group: LogGroup): Record<string, unknown> {
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    ...(group.retentionInDays !== undefined && { retentionInDays: group.retentionInDays }),
    metricFilterCount: 0,
    arn: `${group.arn}:*`,
    // AWS counts bytes hours later.
    storedBytes: 0,
    logGroupClass: "STANDARD",
    logGroupArn: group.arn,
  };
}
