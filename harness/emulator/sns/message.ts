import type { QueryMember } from "../gateway/query-members.ts";
import { invalidParameter, notNumber } from "./errors.ts";
import { entriesOf, membersOf, optionalText } from "./input.ts";

export interface MessageAttribute {
  /** `String`, `String.Array`, `Number`, `Binary`. */
  readonly type: string;
  readonly text: string | undefined;
  /** Base64. */
  readonly binary: string | undefined;
}

/** What is delivered to each subscription. */
export interface Message {
  readonly id: string;
  readonly topicArn: string;
  readonly subject: string | undefined;
  /** By protocol, and `default`; of a message without structure `default` alone. */
  readonly bodies: ReadonlyMap<string, string>;
  readonly attributes: ReadonlyMap<string, MessageAttribute>;
  /** Milliseconds since the epoch. */
  readonly publishedAtMs: number;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
  readonly sequence: string | undefined;
}

/** `MessageAttributes` of a request. Throws InvalidParameter. */
export function readAttributes(value: QueryMember | undefined): ReadonlyMap<string, MessageAttribute> {
  return new Map(
    entriesOf(value).map(([name, given]): [string, MessageAttribute] => {
      const { DataType, StringValue, BinaryValue } = membersOf(given);
      const type = optionalText(DataType);
      if (type === undefined || !/^(?:String|Number|Binary)(?:\.|$)/.test(type)) {
        throw invalidParameter(
          `MessageAttributes Reason: The message attribute '${name}' has an invalid message attribute type`,
        );
      }
      const [text, binary] = [optionalText(StringValue), optionalText(BinaryValue)];
      if ((type.startsWith("Binary") ? binary : text) === undefined) {
        throw invalidParameter(
          `MessageAttributes Reason: The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'`,
        );
      }
      if (/^Number(?:\.|$)/.test(type) && Number.isNaN(Number(text))) throw notNumber(name);
      return [name, { type, text, binary }];
    }),
  );
}

/** Bodies by protocol. Throws InvalidParameter (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html). */
export function readBodies(message: string, structure: string | undefined): ReadonlyMap<string, string> {
  if (structure === undefined) return new Map([["default", message]]);
  if (structure !== "json") throw invalidParameter("MessageStructure Reason: Invalid message structure");
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    throw invalidParameter("Message Structure - JSON message body failed to parse");
  }
  const entries = typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [];
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  if (!texts.some(([name]) => name === "default")) {
    throw invalidParameter("Message Structure - No default entry in JSON message body");
  }
  return new Map(texts);
}
