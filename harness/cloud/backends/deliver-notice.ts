import type { Clock } from "../../clock/clock.ts";
import { queueOfArn, queueRequest } from "../../emulator/queue-request.ts";
import type { Notice } from "../../emulator/s3/bucket-settings.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";

/** Sends what a bucket's notifications ask for: a message to a queue, an asynchronous invocation of a function. */
export function deliverNotice(clock: Clock, send: (http: HttpRequest) => Promise<HttpResponse>, notice: Notice): void {
  const http = notice.target === "sqs" ? toQueue(notice) : toFunction(notice);
  void clock.spawn(`s3 tells ${notice.arn}`, () => send(http));
}

function toQueue({ arn, message }: Notice): HttpRequest {
  const { region, QueueUrl } = queueOfArn(arn);
  return queueRequest(region, "SendMessage", { QueueUrl, MessageBody: JSON.stringify(message) });
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
