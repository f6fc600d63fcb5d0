import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { logGroupName, logStreamName, parseInput } from "../input.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import { groupOperation } from "../operation.ts";

const schema = z.object({ logGroupName, logStreamName });

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html */
export const deleteLogStream = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    const names = parseInput(schema, input);
    const group = groups.named(names.logGroupName);
    group.deleteStream(names.logStreamName);
    return undefined;
  });
