import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { constraintViolated } from "../errors.ts";
import { logGroupName, parseInput } from "../input.ts";
import { RETENTION_DAYS } from "../limits.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import { groupOperation } from "../operation.ts";

const schema = z.object({ logGroupName, retentionInDays: z.number().int() });

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const putRetentionPolicy = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    const { logGroupName: name, retentionInDays } = parseInput(schema, input);
    if (!RETENTION_DAYS.includes(retentionInDays)) {
      throw constraintViolated(
        "retentionInDays",
        retentionInDays,
        `Member must satisfy enum value set: [${RETENTION_DAYS.join(", ")}]`,
      );
    }
    groups.named(name).retentionInDays = retentionInDays;
    return undefined;
  });
