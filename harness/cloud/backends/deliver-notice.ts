import type { Clock } from "../../clock/clock.ts";
import type { Notice } from "../../emulator/s3/bucket-settings.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";

/** Sends what a bucket's notifications ask for: a message to a queue, an asynchronous invocation of a function. */
export function deliverNotice(clock: Clock, send: (http: HttpRequest) => Promise<HttpResponse>, notice: Notice): void {
  const http = notice.target === "sqs" ? toQueue(notice) : toFunction(notice);
  void clock.spawn(`s3 tells ${notice.arn}`, () => send(http));
}

function toQueue({ arn, message }: Notice): HttpRequest {
  const [, , , region = "", account = "", name = ""] = arn.split(":");
  const QueueUrl = `https://sqs.${region}.amazonaws.com/${account}/${name}`;
  const body = Buffer.from(JSON.stringify({ QueueUrl, MessageBody: JSON.stringify(message) }));
  return {
    method: "POST",
    path: "/",
    headers: {
      host: `sqs.${region}.amazonaws.com`,
      "content-type": "application/x-amz-json-1.0",
      "content-length": String(body.length),
      "x-amz-target": "AmazonSQS.SendMessage",
    },
    body,
  };
}

function toFunction({ arn, message }: Notice): HttpRequest {
  const [, , , region = ""] = arn.split(":");
  const body = Buffer.from(JSON.stringify(message));
  return {
    method: "POST",
    path: `/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`,
    headers: {
      host: `lambda.${region}.amazonaws.com`,
      "content-type": "application/json",
      "content-length": String(body.length),
      "x-amz-invocation-type": "Event",
    },
    body,
  };
}
