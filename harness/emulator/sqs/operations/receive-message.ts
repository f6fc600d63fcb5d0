import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { isQueueAttribute } from "../attributes.ts";
import { invalidAttributeName, invalidValue, notForThisQueueType } from "../errors.ts";
import { checkFifoId } from "../fifo/fifo-message.ts";
import { checkInFlight } from "../in-flight.ts";
import { optional, parseInput, queueUrl } from "../input.ts";
import {
  DEFAULT_RECEIVED_MESSAGES,
  MAX_RECEIVED_MESSAGES,
  MAX_VISIBILITY_SECONDS,
  MAX_WAIT_SECONDS,
  MIN_RECEIVED_MESSAGES,
  MIN_VISIBILITY_SECONDS,
  MIN_WAIT_SECONDS,
} from "../limits.ts";
import { queueOperation, type SqsState } from "../operation.ts";
import { isSystemAttribute, receivedMessage } from "../received-message.ts";

const schema = z.object({
  QueueUrl: queueUrl,
  AttributeNames: optional(z.array(z.string())),
  MessageSystemAttributeNames: optional(z.array(z.string())),
  MessageAttributeNames: optional(z.array(z.string())),
  MaxNumberOfMessages: optional(z.number().int()),
  VisibilityTimeout: optional(z.number().int()),
  WaitTimeSeconds: optional(z.number().int()),
  ReceiveRequestAttemptId: optional(z.string()),
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const receiveMessage = (state: SqsState): JsonOperation =>
  queueOperation(state, async (input, call) => {
    const parsed = parseInput(schema, input);
    const queue = state.queues.byUrl(parsed.QueueUrl);
    const { MaxNumberOfMessages = DEFAULT_RECEIVED_MESSAGES, VisibilityTimeout, WaitTimeSeconds } = parsed;
    checkRange("MaxNumberOfMessages", MaxNumberOfMessages, MIN_RECEIVED_MESSAGES, MAX_RECEIVED_MESSAGES);
    checkRange("VisibilityTimeout", VisibilityTimeout, MIN_VISIBILITY_SECONDS, MAX_VISIBILITY_SECONDS);
    checkRange("WaitTimeSeconds", WaitTimeSeconds, MIN_WAIT_SECONDS, MAX_WAIT_SECONDS);
    const { ReceiveRequestAttemptId: attemptId } = parsed;
    if (attemptId !== undefined) {
      if (!queue.settings.fifo) throw notForThisQueueType("ReceiveRequestAttemptId", attemptId);
      checkFifoId("ReceiveRequestAttemptId", attemptId);
    }
    const selection = {
      systemAttributes: [...(parsed.AttributeNames ?? []), ...(parsed.MessageSystemAttributeNames ?? [])],
      messageAttributes: parsed.MessageAttributeNames ?? [],
    };
    const unknown = selection.systemAttributes.find((name) => !isSystemAttribute(name) && !isQueueAttribute(name));
    if (unknown !== undefined) throw invalidAttributeName(unknown);
    const waitSeconds = WaitTimeSeconds ?? queue.settings.receiveWaitSeconds;
    checkInFlight(queue, waitSeconds, call.receivedAt);
    const received = await state.delivery.receive(queue, {
      maxMessages: MaxNumberOfMessages,
      visibilityTimeoutSeconds: VisibilityTimeout,
      waitMs: waitSeconds * 1000,
      attemptId,
    });
    // The member is absent, not empty, when there is no message (aws-sdk-js-v3 issue 5675, January 2024).
    if (received.length === 0) return {};
    return { Messages: received.map((delivery) => receivedMessage(delivery, selection)) };
  });

function checkRange(parameter: string, value: number | undefined, minimum: number, maximum: number): void {
  if (value !== undefined && (value < minimum || value > maximum)) {
    throw invalidValue(parameter, value, `Must be between ${minimum} and ${maximum}, if provided.`);
  }
}
