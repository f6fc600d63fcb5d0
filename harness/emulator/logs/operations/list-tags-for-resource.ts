import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseInput } from "../input.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import { groupOperation } from "../operation.ts";

const schema = z.object({ resourceArn: z.string() });

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => ({
    tags: Object.fromEntries(groups.named(parseInput(schema, input).resourceArn).tags),
  }));
