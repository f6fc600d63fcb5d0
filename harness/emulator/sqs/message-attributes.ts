import { createHash } from "node:crypto";
import { z } from "zod";
import { recordOf } from "../gateway/record-of.ts";
import { invalidParameterValue } from "./errors.ts";
import {
  MAX_MESSAGE_ATTRIBUTE_NAME_CHARACTERS,
  MAX_MESSAGE_ATTRIBUTE_TYPE_BYTES,
  MAX_MESSAGE_ATTRIBUTES,
} from "./limits.ts";
import { refusedCharacter } from "./message-characters.ts";

/** Binary values are base64 text, as they are on the wire. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

export const messageAttributesSchema = recordOf(
  z.object({
    DataType: z.string().optional(),
    StringValue: z.string().optional(),
    BinaryValue: z.string().optional(),
    StringListValues: z.array(z.string()).optional(),
    BinaryListValues: z.array(z.string()).optional(),
  }),
);

/** Checks the attributes of one message as SQS does; throws InvalidParameterValue. */
export function checkMessageAttributes(input: z.infer<typeof messageAttributesSchema>): MessageAttributes {
  const names = Object.keys(input);
  if (names.length > MAX_MESSAGE_ATTRIBUTES) {
    throw invalidParameterValue(
      `Number of message attributes [${names.length}] exceeds the allowed maximum [${MAX_MESSAGE_ATTRIBUTES}].`,
    );
  }
  const checked: [string, MessageAttribute][] = names.map((name) => [name, checkAttribute(name, input[name] ?? {})]);
  return Object.fromEntries(checked);
}

function checkAttribute(name: string, value: z.infer<typeof messageAttributesSchema>[string]): MessageAttribute {
  checkName(name);
  const { DataType, StringValue, BinaryValue } = value;
  if (!DataType) {
    throw invalidParameterValue(`The message attribute '${name}' must contain a non-empty message attribute type.`);
  }
  const logicalType = DataType.split(".")[0];
  if (logicalType !== "String" && logicalType !== "Number" && logicalType !== "Binary") {
    throw invalidParameterValue(
      `The type of message (user) attribute '${name}' is invalid. ` +
        "You must use only the following supported type prefixes: Binary, Number, String.",
    );
  }
  if (Buffer.byteLength(DataType) > MAX_MESSAGE_ATTRIBUTE_TYPE_BYTES) {
    throw invalidParameterValue(
      `The type of message (user) attribute '${name}' must be at most ${MAX_MESSAGE_ATTRIBUTE_TYPE_BYTES} bytes long.`,
    );
  }
  if (value.StringListValues?.length || value.BinaryListValues?.length) {
    throw invalidParameterValue("Message attribute list values in SendMessage operation are not supported.");
  }
  const text = logicalType === "Binary" ? BinaryValue : StringValue;
  if (!text) {
    throw invalidParameterValue(
      `Message (user) attribute '${name}' must contain a non-empty value of type '${logicalType}'.`,
    );
  }
  const refused = logicalType === "Binary" ? undefined : refusedCharacter(text);
  if (refused !== undefined) {
    throw invalidParameterValue(
      `Invalid binary character '#x${refused.toString(16)}' was found in the message attribute '${name}' value, the set of ` +
        "allowed characters is #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF].",
    );
  }
  if (logicalType === "Number" && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    throw invalidParameterValue(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  return logicalType === "Binary" ? { BinaryValue: text, DataType } : { StringValue: text, DataType };
}

/** Names: up to 256 letters, digits, `_`, `-`, `.`; no leading, trailing or doubled dot; not reserved. */
function checkName(name: string): void {
  if (name === "") throw invalidParameterValue("The request must contain non-empty message attribute name.");
  const wellFormed =
    /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(name) && name.length <= MAX_MESSAGE_ATTRIBUTE_NAME_CHARACTERS;
  if (!wellFormed || /^(aws|amazon)\./i.test(name)) {
    throw invalidParameterValue(`Message (user) attribute name '${name}' is invalid.`);
  }
}

/**
 * MD5 over name, type and value of each attribute in the order of names, every text after its length
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html).
 * `undefined` when there is no attribute: the field is then absent.
 */
export function md5OfMessageAttributes(attributes: MessageAttributes): string | undefined {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return undefined;
  const hash = createHash("md5");
  const add = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const [name, attribute] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    add(Buffer.from(name));
    add(Buffer.from(attribute.DataType));
    hash.update(Buffer.from([attribute.BinaryValue === undefined ? 1 : 2]));
    add(valueBytes(attribute));
  }
  return hash.digest("hex");
}

/** Bytes that count towards the message's size: names, types and values. */
export function sizeOfMessageAttributes(attributes: MessageAttributes): number {
  return Object.entries(attributes).reduce(
    (sum, [name, attribute]) =>
      sum + Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + valueBytes(attribute).length,
    0,
  );
}

/** The attributes that ReceiveMessage was asked for: `All`, `.*`, `prefix.*` or exact names. */
export function selectMessageAttributes(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const wanted = (name: string): boolean =>
    names.some((pattern) =>
      pattern === "All" || pattern === "*"
        ? true
        : pattern.endsWith(".*")
          ? name.startsWith(pattern.slice(0, -2))
          : pattern === name,
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => wanted(name)));
}

function valueBytes(attribute: MessageAttribute): Buffer {
  return attribute.BinaryValue === undefined
    ? Buffer.from(attribute.StringValue ?? "")
    : Buffer.from(attribute.BinaryValue, "base64");
}
