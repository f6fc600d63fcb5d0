import type { HttpRequest } from "../../../network/http.ts";
import { topicRequest } from "../../topic-request.ts";

/** Attributes of a message: name to type and text. */
export type MessageAttributes = Readonly<Record<string, readonly [type: string, text: string]>>;

/** A message to a topic, in SNS's query protocol. */
export function publishRequest(topicArn: string, message: string, attributes: MessageAttributes): HttpRequest {
  const members = Object.entries(attributes).flatMap(([name, [type, text]], index): [string, string][] => {
    const entry = `MessageAttributes.entry.${index + 1}`;
    return [
      [`${entry}.Name`, name],
      [`${entry}.Value.DataType`, type],
      [`${entry}.Value.StringValue`, text],
    ];
  });
  return topicRequest("Publish", { TopicArn: topicArn, Message: message, ...Object.fromEntries(members) });
}

/** How an invocation ended, as an event of a bus: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export function putEventRequest(busArn: string, functionArn: string, record: string, failed: boolean): HttpRequest {
  const entry = {
    Source: "lambda",
    DetailType: `Lambda Function Invocation Result - ${failed ? "Failure" : "Success"}`,
    Detail: record,
    Resources: [busArn, functionArn],
    EventBusName: busArn,
  };
  const headers = {
    host: "events.amazonaws.com",
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AWSEvents.PutEvents",
  };
  return { method: "POST", path: "/", headers, body: Buffer.from(JSON.stringify({ Entries: [entry] })) };
}
