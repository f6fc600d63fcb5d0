import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkBatch, performBatch } from "../batch.ts";
import { batchRequestTooLong } from "../errors.ts";
import { parseInput, queueUrl } from "../input.ts";
import { MAX_BATCH_BYTES } from "../limits.ts";
import { sizeOfMessage } from "../message.ts";
import { queueOperation, type SqsState } from "../operation.ts";
import { outgoingMessage, readOutgoingMessage, send, sendAnswer, senderIdOf } from "../sending.ts";

const schema = z.object({
  QueueUrl: queueUrl,
  Entries: z.array(z.object({ Id: z.string(), ...outgoingMessage })),
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const sendMessageBatch = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const { QueueUrl, Entries } = parseInput(schema, input);
    const queue = state.queues.byUrl(QueueUrl);
    checkBatch("SendMessageBatchRequestEntry", Entries);
    const bytes = Entries.reduce((sum, entry) => sum + sizeOfEntry(entry), 0);
    if (bytes > MAX_BATCH_BYTES) throw batchRequestTooLong(MAX_BATCH_BYTES, bytes);
    return performBatch(Entries, (entry) => {
      const message = readOutgoingMessage(entry, queue, senderIdOf(call));
      const stored = send(state, queue, message, call.receivedAt);
      return sendAnswer(message, stored, entry.MessageSystemAttributes);
    });
  });

function sizeOfEntry(entry: z.infer<typeof schema>["Entries"][number]): number {
  const attributes = Object.fromEntries(
    Object.entries(entry.MessageAttributes ?? {}).map(([name, value]) => [
      name,
      { ...value, DataType: value.DataType ?? "" },
    ]),
  );
  return sizeOfMessage({ body: entry.MessageBody ?? "", attributes });
}
