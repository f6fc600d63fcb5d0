import { StateFailure } from "../execution/failure.ts";
import { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import { fromNative } from "../json/native.ts";
import { callAsTask, membersOf } from "./call-role.ts";
import type { Integration } from "./integration.ts";
import { optimisedFailure } from "./optimised-failure.ts";
import { sdkMetadata } from "./sdk-metadata.ts";

/** Errors that AWS's first Java SDK, which optimised integrations use, has classes for; others are AmazonSQSException. */
const MODELLED: ReadonlySet<string> = new Set([
  "InvalidMessageContents",
  "QueueDoesNotExist",
  "ReceiptHandleIsInvalid",
  "UnsupportedOperation",
]);

/** `sqs:sendMessage`: a MessageBody that is no text is sent as JSON (https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html). */
export const sqsSendMessage: Integration = {
  async call(request, run) {
    const members = membersOf(request);
    refuseUnknownHost(members.QueueUrl);
    const answer = await callAsTask("sqs", "SendMessage", members, run).catch((error: unknown) => {
      throw optimisedFailure("SQS", "AmazonSQS", error, (code) =>
        MODELLED.has(code) ? `${code}Exception` : "AmazonSQSException",
      );
    });
    return new Document(new Map<string, Json>([...membersInOrder(answer.response), ...sdkMetadata(answer)]));
  },
};

function membersInOrder(response: Readonly<Record<string, unknown>>): [string, Json][] {
  return Object.entries(response)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => [name, fromNative(member)]);
}

/** The URL's host is called; only those of queues lead anywhere (recorded: test_send_message_no_such_queue). */
function refuseUnknownHost(queueUrl: unknown): void {
  if (typeof queueUrl !== "string" || !URL.canParse(queueUrl)) return;
  const { hostname, pathname } = new URL(queueUrl);
  if (/^\/(?:queue\/)?(?:[a-z0-9-]+\/)?\d{12}\/[^/]+$/.test(pathname)) return;
  throw new StateFailure(
    "SQS.SdkClientException",
    `Unable to execute HTTP request: ${hostname}: Name or service not known`,
  );
}
