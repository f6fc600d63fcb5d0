import { expect, test } from "vitest";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { AwsError } from "./aws-error.ts";
import { createJsonProtocol } from "./json-protocol.ts";

const PROTOCOL = createJsonProtocol({
  service: "sqs",
  targetPrefix: "AmazonSQS",
  version: "1.0",
  namespace: "com.amazonaws.sqs",
  queryCompatible: true,
  notEmulated: ["TagQueue"],
  operations: {
    Echo: {
      resource: (input) => ({ arn: `arn:${String(input.Name)}`, label: String(input.Name) }),
      perform: (input) => input,
    },
    Nothing: { resource: () => ({ arn: "*", label: "" }), perform: () => undefined },
    Fail: {
      resource: () => ({ arn: "*", label: "" }),
      perform: () => {
        throw new AwsError("QueueDoesNotExist", "The specified queue does not exist.", {
          queryCode: "AWS.SimpleQueueService.NonExistentQueue",
          fields: { reason: "R" },
        });
      },
    },
    Break: {
      resource: () => ({ arn: "*", label: "" }),
      perform: () => {
        throw new Error("our own bug");
      },
    },
  },
});

function request(target: string | undefined, body = "{}"): HttpRequest {
  const headers: Record<string, string> = target === undefined ? {} : { "x-amz-target": target };
  return { method: "POST", path: "/", headers: { host: "h", ...headers }, body: Buffer.from(body) };
}

async function send(http: HttpRequest): Promise<HttpResponse> {
  const operation = PROTOCOL.identify(http);
  if ("status" in operation) return operation;
  const principal = { role: "administrator", accessKeyId: "AKID" };
  return PROTOCOL.handle({ http, operation, principal, requestId: "id", receivedAt: 0 });
}

test("an operation is named by its target and what it acts on by its input", () => {
  expect(PROTOCOL.identify(request("AmazonSQS.Echo", '{"Name":"q"}'))).toEqual({
    name: "Echo",
    action: "sqs:Echo",
    resource: "arn:q",
    label: "q",
  });
});

test("output is JSON of the protocol's version; no output is an empty body", async () => {
  const answer = await send(request("AmazonSQS.Echo", '{"Name":"q"}'));
  expect([answer.status, answer.headers["content-type"], answer.body.toString()]).toEqual([
    200,
    "application/x-amz-json-1.0",
    '{"Name":"q"}',
  ]);
  expect((await send(request("AmazonSQS.Nothing", ""))).body.length).toBe(0);
});

test("an error carries type, message and further fields, and the code of the query protocol", async () => {
  const answer = await send(request("AmazonSQS.Fail"));
  expect(answer.status).toBe(400);
  expect(answer.headers).toMatchObject({
    "x-amzn-errortype": "QueueDoesNotExist",
    "x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender",
  });
  expect(JSON.parse(answer.body.toString())).toEqual({
    __type: "com.amazonaws.sqs#QueueDoesNotExist",
    message: "The specified queue does not exist.",
    reason: "R",
  });
});

test.each([
  ["AmazonSQS.Echo", "{", 400, "com.amazon.coral.service#SerializationException"],
  ["AmazonSQS.Echo", "[]", 400, "com.amazon.coral.service#SerializationException"],
  ["AmazonSQS.Echo", "null", 400, "com.amazon.coral.service#SerializationException"],
  ["AmazonSQS.NoSuch", "{}", 400, "com.amazon.coral.service#UnknownOperationException"],
  ["AmazonSQS.toString", "{}", 400, "com.amazon.coral.service#UnknownOperationException"],
  ["Other.Echo", "{}", 400, "com.amazon.coral.service#UnknownOperationException"],
  [undefined, "{}", 400, "com.amazon.coral.service#UnknownOperationException"],
  ["AmazonSQS.TagQueue", "{}", 501, "com.amazonaws.sqs#NotImplemented"],
])("%s with %s: %d %s", async (target, body, status, type) => {
  const answer = await send(request(target, body));
  expect([answer.status, JSON.parse(answer.body.toString()).__type]).toEqual([status, type]);
});

test("what is not emulated is refused by its name", async () => {
  const answer = await send(request("AmazonSQS.TagQueue"));
  expect(answer.body.toString()).toContain("sqs:TagQueue is not emulated.");
});

test("a bug of ours is not dressed up as an answer", async () => {
  await expect(send(request("AmazonSQS.Break"))).rejects.toThrow("our own bug");
});

test.each([
  ["AccessDenied", "AccessDeniedException"],
  ["SignatureDoesNotMatch", "InvalidSignatureException"],
  ["InvalidAccessKeyId", "UnrecognizedClientException"],
  ["MissingAuthentication", "MissingAuthenticationTokenException"],
  ["MalformedAuthorization", "IncompleteSignatureException"],
] as const)("the denial %s is %s", (reason, code) => {
  const answer = PROTOCOL.deny({ reason, message: "why" }, request("AmazonSQS.Echo"), "id");
  expect([answer.status, answer.headers["x-amzn-errortype"]]).toEqual([400, code]);
});
