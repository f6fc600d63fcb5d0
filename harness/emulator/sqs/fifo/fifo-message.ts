import { createHash } from "node:crypto";
import { invalidParameterValue, invalidValue, missingParameter, notForThisQueueType } from "../errors.ts";
import { MAX_FIFO_ID_CHARACTERS } from "../limits.ts";
import type { NewMessage } from "../message.ts";
import type { FifoSettings } from "../queue-settings.ts";

/** What a sender may say of its message's place in a queue. */
interface Placement {
  readonly DelaySeconds?: number | undefined;
  readonly MessageGroupId?: string | undefined;
  readonly MessageDeduplicationId?: string | undefined;
}

/**
 * Group and deduplication id of a message, as the queue's kind wants them. Standard queues take a group too, for fair
 * queues: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function placeMessage(
  input: Placement,
  body: string,
  fifo: FifoSettings | undefined,
): Pick<NewMessage, "groupId" | "deduplicationId"> {
  const { MessageGroupId: groupId, MessageDeduplicationId: deduplicationId, DelaySeconds } = input;
  if (!fifo) {
    if (deduplicationId !== undefined) throw notForThisQueueType("MessageDeduplicationId", deduplicationId);
    if (groupId !== undefined) checkFifoId("MessageGroupId", groupId);
    return groupId === undefined ? {} : { groupId };
  }
  if (groupId === undefined || groupId === "") throw missingParameter("MessageGroupId");
  checkFifoId("MessageGroupId", groupId);
  // The delay is the queue's alone; 0 says nothing else.
  if (DelaySeconds) throw notForThisQueueType("DelaySeconds", DelaySeconds);
  if (deduplicationId !== undefined) {
    checkFifoId("MessageDeduplicationId", deduplicationId);
    return { groupId, deduplicationId };
  }
  if (!fifo.contentBasedDeduplication) {
    throw invalidParameterValue(
      "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  }
  return { groupId, deduplicationId: createHash("sha256").update(body).digest("hex") };
}

export function checkFifoId(parameter: string, id: string): void {
  if (id.length <= MAX_FIFO_ID_CHARACTERS && /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]+$/.test(id)) return;
  throw invalidValue(
    parameter,
    id,
    `${parameter} can only include alphanumeric and punctuation characters. 1 to ${MAX_FIFO_ID_CHARACTERS} in length.`,
  );
}
