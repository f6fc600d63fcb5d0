import { createHash } from "node:crypto";
import { z } from "zod";
import { currentCause } from "../../network/cause.ts";
import type { RoomCall } from "../room.ts";
import { invalidMessageContents, invalidParameterValue, invalidValue, missingParameter } from "./errors.ts";
import { placeMessage } from "./fifo/fifo-message.ts";
import { optional } from "./input.ts";
import { MAX_DELAY_SECONDS, MIN_DELAY_SECONDS } from "./limits.ts";
import { md5OfBody, type NewMessage, type StoredMessage } from "./message.ts";
import { checkMessageAttributes, md5OfMessageAttributes, messageAttributesSchema } from "./message-attributes.ts";
import { refusedCharacter } from "./message-characters.ts";
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
type SystemAttributes = OutgoingMessage["MessageSystemAttributes"];

/** Checks what was sent to a queue, in AWS's words; the size is the queue's affair. */
export function readOutgoingMessage(input: OutgoingMessage, queue: Queue, senderId: string): NewMessage {
  const { MessageBody: body, DelaySeconds: delaySeconds } = input;
  if (body === undefined || body === "") throw missingParameter("MessageBody");
  if (refusedCharacter(body) !== undefined) throw invalidMessageContents();
  if (delaySeconds !== undefined && (delaySeconds < MIN_DELAY_SECONDS || delaySeconds > MAX_DELAY_SECONDS)) {
    throw invalidValue(
      "DelaySeconds",
      delaySeconds,
      `Must be between ${MIN_DELAY_SECONDS} and ${MAX_DELAY_SECONDS}, if provided.`,
    );
  }
  const placement = placeMessage(input, body, queue.settings.fifo);
  const traceHeader = readTraceHeader(input.MessageSystemAttributes ?? {});
  return {
    body,
    attributes: checkMessageAttributes(input.MessageAttributes ?? {}),
    senderId,
    // A FIFO queue's own delay holds: the sender may say 0 alone.
    ...(delaySeconds === undefined || queue.settings.fifo ? {} : { delaySeconds }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...placement,
  };
}

/** The one system attribute that a sender may give. */
function readTraceHeader(attributes: NonNullable<OutgoingMessage["MessageSystemAttributes"]>): string | undefined {
  const unknown = Object.keys(attributes).find((name) => name !== "AWSTraceHeader");
  if (unknown !== undefined) throw invalidParameterValue(`Message system attribute name '${unknown}' is invalid.`);
  const header = attributes.AWSTraceHeader;
  if (header && header.DataType !== "String") {
    throw invalidParameterValue("Message system attribute 'AWSTraceHeader' must have the type 'String'.");
  }
  return header?.StringValue;
}

export function send(state: SqsState, queue: Queue, message: NewMessage, now: number): StoredMessage {
  const messageId = state.deps.random.stream("sqs/message-id").uuid();
  return queue.send(message, { now, messageId, cause: currentCause() });
}

/** A duplicate of a FIFO queue's has the id of the message that is there, and the sums of what was sent. */
export function sendAnswer(sent: NewMessage, message: StoredMessage, systemAttributes: SystemAttributes) {
  const md5OfAttributes = md5OfMessageAttributes(sent.attributes);
  const md5OfSystem = systemAttributes && md5OfMessageAttributes(checkMessageAttributes(systemAttributes));
  return {
    ...(md5OfAttributes === undefined ? {} : { MD5OfMessageAttributes: md5OfAttributes }),
    MD5OfMessageBody: md5OfBody(sent.body),
    ...(md5OfSystem === undefined ? {} : { MD5OfMessageSystemAttributes: md5OfSystem }),
    MessageId: message.messageId,
    ...(message.sequenceNumber === undefined ? {} : { SequenceNumber: message.sequenceNumber }),
  };
}

/** A role's unique id is stable and looks like AWS's: `AROA…:session`. */
export function senderIdOf(call: Pick<RoomCall, "principal">): string {
  const digest = createHash("sha256").update(call.principal.role).digest();
  const letters = [...digest.subarray(0, 17)].map((byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[byte & 31]).join("");
  return `AROA${letters}:${call.principal.role}`;
}
