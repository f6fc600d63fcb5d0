import type { Clock } from "../../clock/clock.ts";
import { queueOfArn, queueRequest } from "../../emulator/queue-request.ts";
import type { Notice } from "../../emulator/s3/bucket-settings.ts";
import { topicRequest } from "../../emulator/topic-request.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";

type Told = Exclude<Notice, { target: "events" }>;

/** Sends what a bucket's notifications ask for: a message to a queue or topic, an asynchronous invocation of a function. */
export function deliverNotice(clock: Clock, send: (http: HttpRequest) => Promise<HttpResponse>, notice: Told): void {
  const http = REQUESTS[notice.target](notice);
  void clock.spawn(`s3 tells ${notice.arn}`, () => send(http));
}

const REQUESTS = { sqs: toQueue, sns: toTopic, lambda: toFunction };

function toTopic({ arn, message }: Told): HttpRequest {
  const members = { TopicArn: arn, Subject: "Amazon S3 Notification", Message: JSON.stringify(message) };
  return topicRequest("Publish", members, arn.split(":")[3]);
}

function toQueue({ arn, message }: Told): HttpRequest {
  const { region, QueueUrl } = queueOfArn(arn);
  return queueRequest(region, "SendMessage", { QueueUrl, MessageBody: JSON.stringify(message) });
}

function toFunction({ arn, message }: Told): HttpRequest {
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
