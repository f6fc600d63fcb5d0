import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { notEmulated } from "../errors.ts";
import { logGroupName, optional, parseInput, tags } from "../input.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import { groupOperation } from "../operation.ts";

const schema = z.object({
  logGroupName,
  tags: optional(tags),
  kmsKeyId: optional(z.string()),
  logGroupClass: optional(z.string()),
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const createLogGroup = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    const given = parseInput(schema, input);
    if (given.kmsKeyId !== undefined) throw notEmulated("The parameter kmsKeyId of CreateLogGroup");
    if (given.logGroupClass !== undefined && given.logGroupClass !== "STANDARD") {
      throw notEmulated(`The log group class ${given.logGroupClass}`);
    }
    const group = groups.create(given.logGroupName);
    for (const [key, value] of Object.entries(given.tags ?? {})) group.tags.set(key, value);
    return undefined;
  });
