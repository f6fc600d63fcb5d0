import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseInput, tags } from "../input.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import { groupOperation } from "../operation.ts";

const schema = z.object({ resourceArn: z.string(), tags });

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html */
export const tagResource = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    const given = parseInput(schema, input);
    const group = groups.named(given.resourceArn);
    for (const [key, value] of Object.entries(given.tags)) group.tags.set(key, value);
    return undefined;
  });
