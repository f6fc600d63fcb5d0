import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";
import { outgoingMessage, readOutgoingMessage, send, sendAnswer, senderIdOf } from "../sending.ts";

const schema = z.object({ QueueUrl: queueUrl, ...outgoingMessage });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendMessage = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const parsed = parseInput(schema, input);
    const queue = state.queues.byUrl(parsed.QueueUrl);
    const message = readOutgoingMessage(parsed, queue, senderIdOf(call));
    const stored = send(state, queue, message, call.receivedAt);
    return sendAnswer(message, stored, parsed.MessageSystemAttributes);
  });
