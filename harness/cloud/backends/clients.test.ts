import { InvokeCommand } from "@aws-sdk/client-lambda";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { StartExecutionCommand } from "@aws-sdk/client-sfn";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterEach, expect, test, vi } from "vitest";
import { type HttpRequest, httpResponse } from "../../network/http.ts";
import { createClients } from "./clients.ts";
import { inProcessRequestHandler } from "./request-handler.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

function open(status = 200) {
  const arrived: HttpRequest[] = [];
  const clients = createClients({
    endpoint: "http://localhost:4566",
    region: "us-east-1",
    credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
    requestHandler: inProcessRequestHandler(async (request) => {
      arrived.push(request);
      return httpResponse(status, { "content-type": "application/json" }, request.path.startsWith("/b/") ? "" : "{}");
    }),
  });
  return { arrived, clients };
}

test("every client goes to the endpoint, whatever the user's environment says", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL", "http://elsewhere.test");
  vi.stubEnv("AWS_ENDPOINT_URL_S3", "http://elsewhere.test");
  vi.stubEnv("AWS_USE_FIPS_ENDPOINT", "true");
  vi.stubEnv("AWS_USE_DUALSTACK_ENDPOINT", "true");
  vi.stubEnv("AWS_REGION", "eu-west-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "REAL");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "real");
  vi.stubEnv("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required");
  vi.stubEnv("AWS_SDK_UA_APP_ID", "users-own");
  const { arrived, clients } = open();
  await (await clients.s3()).send(new PutObjectCommand({ Bucket: "b", Key: "k", Body: "hello" }));
  const foreign = "https://sqs.us-east-1.amazonaws.com/123456789012/q";
  await (await clients.sqs()).send(new SendMessageCommand({ QueueUrl: foreign, MessageBody: "m" })).catch(() => {});
  await (await clients.sfn()).send(new StartExecutionCommand({ stateMachineArn: "arn" }));
  await (await clients.lambda()).send(new InvokeCommand({ FunctionName: "zip" }));
  expect(arrived.map(({ path }) => path)).toEqual([
    "/b/k?x-id=PutObject",
    "/",
    "/",
    "/2015-03-31/functions/zip/invocations",
  ]);
  for (const { headers } of arrived) {
    expect(headers.host).toBe("localhost:4566");
    expect(headers.authorization).toMatch(/Credential=AKID\/\d{8}\/us-east-1\//);
    expect(headers["user-agent"]).not.toContain("users-own");
  }
  expect(arrived[0]?.headers["x-amz-checksum-crc32"]).toBe("NhCmhg==");
});

test("three attempts, as the real system's SDK makes them", async () => {
  vi.stubEnv("AWS_MAX_ATTEMPTS", "1");
  const { arrived, clients } = open(500);
  const get = (await clients.s3()).send(new GetObjectCommand({ Bucket: "b", Key: "k" }));
  await expect(get).rejects.toMatchObject({ $metadata: { httpStatusCode: 500, attempts: 3 } });
  expect(arrived.map(({ headers }) => headers["amz-sdk-request"])).toEqual([
    "attempt=1; max=3",
    "attempt=2; max=3",
    "attempt=3; max=3",
  ]);
});

test("a client is made once; the presigning one is another and sends no checksum by itself", async () => {
  const { arrived, clients } = open();
  expect(await clients.s3()).toBe(await clients.s3());
  expect(await clients.sqs()).toBe(await clients.sqs());
  const presigning = await clients.s3({ presigning: true });
  expect(presigning).not.toBe(await clients.s3());
  await presigning.send(new PutObjectCommand({ Bucket: "b", Key: "k", Body: "hello" }));
  expect(Object.keys(arrived[0]?.headers ?? {}).filter((name) => name.includes("checksum"))).toEqual([]);
});
