import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { queueOfArn, queueRequest } from "../queue-request.ts";
import type { Message, MessageAttribute } from "./message.ts";
import { deadLetterQueueOf } from "./redrive-policy.ts";
import type { Subscription } from "./topic-directory.ts";

const SIGNATURE = { SignatureVersion: "1", Signature: "EXAMPLE" };

/** The request by which a message reaches one subscription, and the one that is made when that is refused. */
export interface SnsDelivery {
  readonly http: HttpRequest;
  readonly deadLetter: HttpRequest | undefined;
}

export function deliveryOf(subscription: Subscription, message: Message): SnsDelivery {
  const http = subscription.protocol === "sqs" ? toQueue(subscription, message) : toFunction(subscription, message);
  const policy = subscription.attributes.get("RedrivePolicy");
  if (policy === undefined) return { http, deadLetter: undefined };
  return { http, deadLetter: toQueue({ ...subscription, endpoint: deadLetterQueueOf(policy) }, message) };
}

/** A message that its endpoint refuses goes to the subscription's dead-letter queue at once, or is lost: there are no retries here. */
export async function send(deliver: (http: HttpRequest) => Promise<HttpResponse>, sent: SnsDelivery): Promise<void> {
  const { status } = await deliver(sent.http);
  if (status >= 400 && sent.deadLetter) await deliver(sent.deadLetter);
}

function bodyFor({ protocol }: Subscription, { bodies }: Message): string {
  return bodies.get(protocol) ?? bodies.get("default") ?? "";
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html, and sns-large-payload-raw-message-delivery.html */
function toQueue(subscription: Subscription, message: Message): HttpRequest {
  const { region, QueueUrl } = queueOfArn(subscription.endpoint);
  const isRaw = subscription.attributes.get("RawMessageDelivery") === "true";
  const { groupId, deduplicationId } = message;
  return queueRequest(region, "SendMessage", {
    QueueUrl,
    MessageBody: isRaw ? bodyFor(subscription, message) : JSON.stringify(notification(subscription, message)),
    ...(isRaw && message.attributes.size > 0 && { MessageAttributes: forQueue(message.attributes) }),
    ...(groupId !== undefined && { MessageGroupId: groupId }),
    ...(QueueUrl.endsWith(".fifo") && { MessageDeduplicationId: deduplicationId ?? message.id }),
  });
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
function toFunction(subscription: Subscription, message: Message): HttpRequest {
  const [, , , region = ""] = subscription.endpoint.split(":");
  const { SigningCertURL, UnsubscribeURL, ...sns } = notification(subscription, message);
  const record = {
    EventSource: "aws:sns",
    EventVersion: "1.0",
    EventSubscriptionArn: subscription.arn,
    Sns: {
      Subject: null,
      MessageAttributes: {},
      ...sns,
      SigningCertUrl: SigningCertURL,
      UnsubscribeUrl: UnsubscribeURL,
    },
  };
  const body = Buffer.from(JSON.stringify({ Records: [record] }));
  const headers = {
    host: `lambda.${region}.amazonaws.com`,
    "content-type": "application/json",
    "content-length": String(body.length),
    "x-amz-invocation-type": "Event",
  };
  const path = `/2015-03-31/functions/${encodeURIComponent(subscription.endpoint)}/invocations`;
  return { method: "POST", path, headers, body };
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html; nobody signs here, so the signature is a word. */
function notification(subscription: Subscription, message: Message) {
  const [, , , region = ""] = message.topicArn.split(":");
  const host = `https://sns.${region}.amazonaws.com`;
  return {
    Type: "Notification",
    MessageId: message.id,
    ...(message.sequence !== undefined && { SequenceNumber: message.sequence }),
    TopicArn: message.topicArn,
    ...(message.subject !== undefined && { Subject: message.subject }),
    Message: bodyFor(subscription, message),
    Timestamp: new Date(message.publishedAtMs).toISOString(),
    ...SIGNATURE,
    SigningCertURL: `${host}/SimpleNotificationService-0123456789abcdef.pem`,
    UnsubscribeURL: `${host}/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`,
    ...(message.attributes.size > 0 && {
      MessageAttributes: Object.fromEntries(
        [...message.attributes].map(([name, { type, text, binary }]) => [name, { Type: type, Value: text ?? binary }]),
      ),
    }),
  };
}

function forQueue(attributes: ReadonlyMap<string, MessageAttribute>): object {
  return Object.fromEntries(
    [...attributes].map(([name, { type, text, binary }]) => {
      // A queue knows no arrays.
      const DataType = type === "String.Array" ? "String" : type;
      return [name, { DataType, ...(text === undefined ? { BinaryValue: binary } : { StringValue: text }) }];
    }),
  );
}
