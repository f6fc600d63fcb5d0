import { queueRequest } from "../../emulator/queue-request.ts";
import type { Target } from "../../emulator/s3/bucket-settings.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";

/** Asks the service of a bucket's target for it. All but its absence is found out when it is told. */
export async function targetExists(
  send: (http: HttpRequest) => Promise<HttpResponse>,
  { kind, arn }: Pick<Target, "kind" | "arn">,
): Promise<boolean> {
  const { body } = await send(kind === "sqs" ? askForQueue(arn) : askForFunction(arn));
  return !/QueueDoesNotExist|NonExistentQueue|ResourceNotFoundException|Function not found/.test(body.toString());
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
