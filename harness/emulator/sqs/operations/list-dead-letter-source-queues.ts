import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseInput, queueUrl } from "../input.ts";
import { MAX_LISTED_SOURCE_QUEUES, MIN_LISTED_SOURCE_QUEUES } from "../limits.ts";
import { queueOperation, type SqsState } from "../operation.ts";
import { accountOfQueue } from "../queue-directory.ts";
import { cutPage, pageSchema } from "../queue-page.ts";
import { queueUrlFor } from "../queue-url.ts";

const schema = z.object({ QueueUrl: queueUrl, ...pageSchema });
const PAGE = { least: MIN_LISTED_SOURCE_QUEUES, most: MAX_LISTED_SOURCE_QUEUES };

/**
 * The queues whose RedrivePolicy names this one. The list's name begins with a small letter, unlike ListQueues', and is
 * there also when it is empty:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html
 */
export const listDeadLetterSourceQueues = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const { QueueUrl, ...page } = parseInput(schema, input);
    const { arn } = state.queues.byUrl(QueueUrl);
    const { names, ...next } = cutPage(state.queues.sourcesOf(arn), page, PAGE);
    const accountId = accountOfQueue({ arn });
    return { queueUrls: names.map((name) => queueUrlFor(call.http, state.deps, name, accountId)), ...next };
  });
