import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseInput } from "../input.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import { groupOperation } from "../operation.ts";

const schema = z.object({ resourceArn: z.string(), tagKeys: z.array(z.string()) });

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_UntagResource.html */
export const untagResource = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    const { resourceArn, tagKeys } = parseInput(schema, input);
    const group = groups.named(resourceArn);
    for (const key of tagKeys) group.tags.delete(key);
    return undefined;
  });
