import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { constraintViolated } from "../errors.ts";
import { logGroupName, parseInput } from "../input.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import { groupOperation } from "../operation.ts";

const DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

const schema = z.object({ logGroupName, retentionInDays: z.number().int() });

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const putRetentionPolicy = (groups: LogGroupDirectory): JsonOperation =>
  groupOperation(groups, (input) => {
    const { logGroupName: name, retentionInDays } = parseInput(schema, input);
    if (!DAYS.includes(retentionInDays)) {
      throw constraintViolated(
        "retentionInDays",
        retentionInDays,
        `Member must satisfy enum value set: [${DAYS.join(", ")}]`,
      );
    }
    groups.named(name).retentionInDays = retentionInDays;
    return undefined;
  });
