import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { logGroupName, parseInput } from "../input.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import { groupOperation } from "../operation.ts";

const schema = z.object({ logGroupName });

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html */
export const deleteRetentionPolicy = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    groups.named(parseInput(schema, input).logGroupName).retentionInDays = undefined;
    return undefined;
  });
