import { createHash } from "node:crypto";
import { z } from "zod";
import { currentCause } from "../../network/cause.ts";
import type { RoomCall } from "../room.ts";
import { invalidMessageContents, invalidValue, missingParameter } from "./errors.ts";
import { optional } from "./input.ts";
import { MAX_DELAY_SECONDS, MIN_DELAY_SECONDS } from "./limits.ts";
import type { NewMessage, StoredMessage } from "./message.ts";
import { checkMessageAttributes, md5OfMessageAttributes, messageAttributesSchema } from "./message-attributes.ts";
import type { SqsState } from "./operation.ts";
import type { Queue } from "./queue.ts";

/** What SendMessage and each entry of SendMessageBatch have in common. */
export const outgoingMessage = {
  MessageBody: optional(z.string()),
  DelaySeconds: optional(z.number().int()),
  MessageAttributes: optional(messageAttributesSchema),
  MessageSystemAttributes: optional(messageAttributesSchema),
  MessageGroupId: optional(z.string()),
  MessageDeduplicationId: optional(z.string()),
};

type OutgoingMessage = z.infer<z.ZodObject<typeof outgoingMessage>>;

/** Checks what was sent, in AWS's words; the size is the queue's affair. */
export function readOutgoingMessage(input: OutgoingMessage, senderId: string): NewMessage {
  const { MessageBody: body, DelaySeconds: delaySeconds } = input;
  if (body === undefined || body === "") throw missingParameter("MessageBody");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that SQS refuses
  if (/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(body) || !body.isWellFormed()) throw invalidMessageContents();
  if (delaySeconds !== undefined && (delaySeconds < MIN_DELAY_SECONDS || delaySeconds > MAX_DELAY_SECONDS)) {
    throw invalidValue(
      "DelaySeconds",
      delaySeconds,
      `Must be between ${MIN_DELAY_SECONDS} and ${MAX_DELAY_SECONDS}, if provided.`,
    );
  }
  if (input.MessageDeduplicationId !== undefined) {
    throw invalidValue(
      "MessageDeduplicationId",
      input.MessageDeduplicationId,
      "The request include parameter that is not valid for this queue type.",
    );
  }
  const traceHeader = input.MessageSystemAttributes?.AWSTraceHeader?.StringValue;
  return {
    body,
    attributes: checkMessageAttributes(input.MessageAttributes ?? {}),
    senderId,
    ...(delaySeconds === undefined ? {} : { delaySeconds }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...(input.MessageGroupId === undefined ? {} : { groupId: input.MessageGroupId }),
  };
}

export function send(state: SqsState, queue: Queue, message: NewMessage, now: number): StoredMessage {
  const messageId = state.deps.random.stream("sqs/message-id").uuid();
  return queue.send(message, { now, messageId, cause: currentCause() });
}

export function sendAnswer(message: StoredMessage, systemAttributes: OutgoingMessage["MessageSystemAttributes"]) {
  const md5OfSystem = systemAttributes && md5OfMessageAttributes(checkMessageAttributes(systemAttributes));
  return {
    ...(message.md5OfAttributes === undefined ? {} : { MD5OfMessageAttributes: message.md5OfAttributes }),
    MD5OfMessageBody: message.md5OfBody,
    ...(md5OfSystem === undefined ? {} : { MD5OfMessageSystemAttributes: md5OfSystem }),
    MessageId: message.messageId,
  };
}

/** A role's unique id is stable and looks like AWS's: `AROA…:session`. */
export function senderIdOf(call: Pick<RoomCall, "principal">): string {
  const digest = createHash("sha256").update(call.principal.role).digest();
  const letters = [...digest.subarray(0, 17)].map((byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[byte & 31]).join("");
  return `AROA${letters}:${call.principal.role}`;
}
