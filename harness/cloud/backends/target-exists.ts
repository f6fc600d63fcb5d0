import { queueRequest } from "../../emulator/queue-request.ts";
import type { Target } from "../../emulator/s3/bucket-settings.ts";
import { topicRequest } from "../../emulator/topic-request.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";

/** Asks the service of a bucket's target for it. All but its absence is found out when it is told. */
export async function targetExists(
  send: (http: HttpRequest) => Promise<HttpResponse>,
  { kind, arn }: Pick<Target, "kind" | "arn">,
): Promise<boolean> {
  const { body } = await send(QUESTIONS[kind](arn));
  const absent = /QueueDoesNotExist|NonExistentQueue|ResourceNotFoundException|Function not found|<Code>NotFound</;
  return !absent.test(body.toString());
}

const QUESTIONS = { sqs: askForQueue, sns: askForTopic, lambda: askForFunction };

function askForTopic(arn: string): HttpRequest {
  return topicRequest("GetTopicAttributes", { TopicArn: arn }, arn.split(":")[3]);
}

function askForQueue(arn: string): HttpRequest {
  const [, , , region = "", QueueOwnerAWSAccountId = "", QueueName = ""] = arn.split(":");
  return queueRequest(region, "GetQueueUrl", { QueueName, QueueOwnerAWSAccountId });
}

function askForFunction(arn: string): HttpRequest {
  const [, , , region = ""] = arn.split(":");
  return {
    method: "GET",
    path: `/2015-03-31/functions/${encodeURIComponent(arn)}/configuration`,
    headers: { host: `lambda.${region}.amazonaws.com` },
    body: Buffer.alloc(0),
  };
}
