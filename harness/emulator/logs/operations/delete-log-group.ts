import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { logGroupName, parseInput } from "../input.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import { groupOperation } from "../operation.ts";

const schema = z.object({ logGroupName });

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html */
export const deleteLogGroup = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    groups.delete(parseInput(schema, input).logGroupName);
    return undefined;
  });
