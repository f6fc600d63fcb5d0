import type { HttpRequest } from "../network/http.ts";

/** A request of another service to the SQS of a region, in its JSON protocol. */
export function queueRequest(region: string, operation: string, input: object): HttpRequest {
  const body = Buffer.from(JSON.stringify(input));
  const headers = {
    host: `sqs.${region}.amazonaws.com`,
    "content-type": "application/x-amz-json-1.0",
    "content-length": String(body.length),
    "x-amz-target": `AmazonSQS.${operation}`,
  };
  return { method: "POST", path: "/", headers, body };
}

/** The URL by which other services know the queue of an ARN, and its region. */
export function queueOfArn(arn: string): { readonly region: string; readonly QueueUrl: string } {
  const [, , , region = "", account = "", name = ""] = arn.split(":");
  return { region, QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${name}` };
}
