import { createHash } from "node:crypto";
import type { Deliveries } from "../../deliveries.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import type { QueryMembers } from "../../gateway/query-members.ts";
import type { QueryOperation } from "../../gateway/query-protocol.ts";
import type { XmlElement } from "../../gateway/xml-elements.ts";
import { deliveryOf, type SnsDelivery } from "../deliver.ts";
import { invalidParameter, notEmulated } from "../errors.ts";
import { letsThrough } from "../filter-policy.ts";
import { listOf, membersOf, optionalText, text } from "../input.ts";
import { MAXIMUM_BATCH, MAXIMUM_MESSAGE_BYTES, MAXIMUM_SUBJECT_CHARACTERS } from "../limits.ts";
import { type Message, readAttributes, readBodies } from "../message.ts";
import type { Topic, TopicDirectory } from "../topic-directory.ts";

/** Requests to queues and functions. */
export type SnsDeliveries = Deliveries<SnsDelivery>;

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const publish = (topics: TopicDirectory, deliveries: SnsDeliveries): QueryOperation => ({
  perform(input) {
    if (/:(?:endpoint|app)\//.test(optionalText(input.TargetArn) ?? "")) throw notEmulated("a push to a device");
    const topic = topics.topic(optionalText(input.TargetArn) ?? text(input, "TopicArn"));
    return publishTo(topics, deliveries, topic, input);
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
export const publishBatch = (topics: TopicDirectory, deliveries: SnsDeliveries): QueryOperation => ({
  perform(input) {
    const topic = topics.topic(text(input, "TopicArn"));
    const wishes = listOf(input.PublishBatchRequestEntries).map(membersOf);
    const ids = wishes.map((wish) => text(wish, "Id"));
    if (ids.length === 0) throw batchError("EmptyBatchRequest", "The batch request doesn't contain any entries.");
    if (ids.length > MAXIMUM_BATCH) {
      throw batchError("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
    }
    if (new Set(ids).size < ids.length) {
      throw batchError("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
    }
    if (ids.some((id) => !/^[\w-]{1,80}$/.test(id))) {
      throw batchError(
        "InvalidBatchEntryId",
        "The Id of a batch entry in a batch request does not abide by the specification.",
      );
    }
    const bytes = wishes.reduce((sum, { Message: body }) => sum + Buffer.byteLength(String(body ?? "")), 0);
    if (bytes > MAXIMUM_MESSAGE_BYTES) {
      throw batchError("BatchRequestTooLong", "The length of all the messages put together is more than the limit.");
    }
    const done = wishes.map((wish) => ({
      Id: text(wish, "Id"),
      ...attempt(() => publishTo(topics, deliveries, topic, wish)),
    }));
    return {
      Successful: { member: done.flatMap(({ Id, result }) => (result ? [{ Id, ...result }] : [])) },
      Failed: {
        member: done.flatMap(({ Id, error }) =>
          error ? [{ Id, Code: error.code, Message: error.message, SenderFault: true }] : [],
        ),
      },
    };
  },
});

const batchError = (code: string, message: string): AwsError => new AwsError(code, message);

function attempt(work: () => XmlElement): { readonly result?: XmlElement; readonly error?: AwsError } {
  try {
    return { result: work() };
  } catch (error) {
    if (error instanceof AwsError) return { error };
    throw error;
  }
}

/** The answer comes at once; what is delivered is on its way then. */
function publishTo(topics: TopicDirectory, deliveries: SnsDeliveries, topic: Topic, input: QueryMembers): XmlElement {
  const { clock } = topics.deps;
  const content = readContent(input);
  const groupId = optionalText(input.MessageGroupId);
  if (topic.isFifo && groupId === undefined) {
    throw invalidParameter("The MessageGroupId parameter is required for FIFO topics");
  }
  if (!topic.isFifo && optionalText(input.MessageDeduplicationId) !== undefined) {
    throw invalidParameter(
      "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
    );
  }
  const deduplicationId = topic.isFifo ? deduplicationOf(topic, input) : undefined;
  const { messageId, sequence, isRepeated } = topics.identify(topic, deduplicationId);
  const ids = topic.isFifo
    ? { sequence, deduplicationId, groupId }
    : { sequence: undefined, deduplicationId: undefined, groupId };
  const message: Message = { ...content, ...ids, id: messageId, topicArn: topic.arn, publishedAtMs: clock.now() };
  if (!isRepeated) {
    for (const subscription of topics.subscriptionsOf(topic.arn)) {
      const body = message.bodies.get(subscription.protocol) ?? message.bodies.get("default") ?? "";
      if (!letsThrough(subscription, body, message.attributes)) continue;
      deliveries.send(`sns tells ${subscription.endpoint}`, deliveryOf(subscription, message));
    }
  }
  return { MessageId: messageId, ...(topic.isFifo && { SequenceNumber: sequence }) };
}

function readContent(input: QueryMembers): Pick<Message, "subject" | "bodies" | "attributes"> {
  const { Message: message } = input;
  if (typeof message !== "string" || message === "") throw invalidParameter("Empty message");
  const attributes = readAttributes(input.MessageAttributes);
  const bytes = [...attributes].reduce(
    (sum, [name, { type, text: value = "", binary = "" }]) =>
      sum + Buffer.byteLength(name + type + value) + Buffer.from(binary, "base64").length,
    Buffer.byteLength(message),
  );
  if (bytes > MAXIMUM_MESSAGE_BYTES) throw invalidParameter("Message too long");
  const subject = optionalText(input.Subject);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: AWS takes printable ASCII alone.
  if (subject !== undefined && (subject.length > MAXIMUM_SUBJECT_CHARACTERS || /[\x00-\x1f\x7f]/.test(subject))) {
    throw invalidParameter("Subject");
  }
  return { subject, attributes, bodies: readBodies(message, optionalText(input.MessageStructure)) };
}

/** Of the request, or of the body where the topic says so. */
function deduplicationOf({ attributes }: Topic, input: QueryMembers): string {
  const given = optionalText(input.MessageDeduplicationId);
  if (given !== undefined) return given;
  if (attributes.get("ContentBasedDeduplication") === "true") {
    return createHash("sha256").update(String(input.Message)).digest("hex");
  }
  throw invalidParameter(
    "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
  );
}
