import { CopyObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { createClients } from "../../cloud/backends/clients.ts";
import { inProcessRequestHandler } from "../../cloud/backends/request-handler.ts";
import {
  ACCOUNT,
  ADMINISTRATOR,
  BUCKET,
  REGION,
  startTestCloud,
  type TestCloud,
} from "../../cloud/backends/test/fronts.ts";
import type { HttpRequest } from "../../network/http.ts";
import { findService } from "./find-service.ts";

const request = (path: string, headers: Record<string, string> = {}): HttpRequest => ({
  method: "POST",
  path,
  headers: { host: "127.0.0.1:4566", ...headers },
  body: Buffer.alloc(0),
});
const scoped = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261124/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

test.each([
  ["sqs", "/", { "x-amz-target": "AmazonSQS.SendMessage" }],
  ["states", "/", { "x-amz-target": "AWSStepFunctions.StartExecution" }],
  ["sqs", "/123456789012/queue", scoped("sqs")],
  ["lambda", "/2015-03-31/functions/zip/invocations", {}],
  ["lambda", "/2015-03-31/event-source-mappings/", {}],
  ["lambda", "/2017-10-31/functions/zip/concurrency", {}],
  ["mediaconvert", "/2017-08-29/jobs", {}],
  ["s3", "/media/2017-08-29/jobs", {}],
  ["s3", "/2017-08-29/jobs", scoped("s3")],
  ["s3", "/media/k?X-Amz-Credential=AKID%2F20261124%2Fus-east-1%2Fs3%2Faws4_request", {}],
  ["dynamodb", "/", { "x-amz-target": "DynamoDB_20120810.GetItem", ...scoped("dynamodb") }],
  ["dynamodbstreams", "/", { "x-amz-target": "DynamoDBStreams_20120810.ListStreams", ...scoped("dynamodb") }],
  ["s3", "/", {}],
])("%s: %s %j", (service, path, headers) => {
  expect(findService(request(path, { ...headers }))).toBe(service);
});

const clientsOf = (cloud: TestCloud, options: { accessKeyId?: string; region?: string } = {}) =>
  createClients({
    endpoint: cloud.url,
    region: options.region ?? REGION,
    credentials: { ...ADMINISTRATOR, accessKeyId: options.accessKeyId ?? ADMINISTRATOR.accessKeyId },
    requestHandler: inProcessRequestHandler((http) => cloud.gateway.send("test", http)),
  });

test("a hop is recorded with its outcome, the bodies kept aside", async () => {
  await using cloud = await startTestCloud("in-process");
  cloud.s3.createBucket(BUCKET);
  const s3 = await cloud.clients.s3();
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: "28/raw/a.jpg", Body: "hello" }));
  await expect(s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: "none" }))).rejects.toThrow();

  const [put, get] = cloud.network.trace.of("operation");
  expect(put).toMatchObject({
    source: "test",
    target: "s3",
    operation: "PutObject",
    resource: "28/raw/a.jpg",
    outcome: "ok",
    request: { bytes: 5 },
  });
  expect(cloud.network.trace.body(put?.request)?.toString()).toBe("hello");
  expect(get).toMatchObject({
    operation: "GetObject",
    resource: "none",
    outcome: "NoSuchKey",
    error: "The specified key does not exist.",
  });
  expect(cloud.network.trace.body(get?.response)?.toString()).toContain("<Code>NoSuchKey</Code>");
});

test("a fault's error reaches the caller, and its answer too", async () => {
  await using cloud = await startTestCloud("in-process");
  cloud.s3.createBucket(BUCKET);
  const s3 = await cloud.clients.s3();
  const put = () => s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "hello" }));
  const lost = { name: "lost answer", after: "perform", error: () => new Error("socket hang up") } as const;
  cloud.network.faults.arm({ operation: "PutObject" }, lost);
  await expect(put()).rejects.toThrow("socket hang up");
  expect(cloud.s3.read(BUCKET, "k")?.toString()).toBe("hello");

  const body = Buffer.from("<Error><Code>InternalError</Code><Message>Please try again.</Message></Error>");
  const failing = { name: "internal error", result: () => ({ status: 500, headers: {}, body }) };
  cloud.network.faults.arm({ operation: "PutObject" }, failing);
  await put();
  expect(cloud.network.trace.of("operation").map(({ outcome, fault }) => [outcome, fault])).toEqual([
    ["Error", "lost answer"],
    ["InternalError", "internal error"],
    ["ok", undefined],
  ]);
});

test("a service that is not there is refused by name", async () => {
  await using cloud = await startTestCloud("in-process");
  const sqs = await cloud.clients.sqs();
  const send = sqs.send(new SendMessageCommand({ QueueUrl: `${cloud.url}/${ACCOUNT}/q`, MessageBody: "m" }));
  await expect(send).rejects.toMatchObject({
    name: "NotImplemented",
    message:
      "The service 'sqs' is not part of this emulated cloud, so AmazonSQS.SendMessage is not there. What is there: s3.",
    $metadata: { httpStatusCode: 501 },
  });
});

test("an unknown access key is refused, or taken for the administrator's where that is asked for", async () => {
  await using strict = await startTestCloud("in-process");
  strict.s3.createBucket(BUCKET);
  const list = new ListObjectsV2Command({ Bucket: BUCKET });
  const refused = (await clientsOf(strict, { accessKeyId: "foreign" }).s3()).send(list);
  await expect(refused).rejects.toMatchObject({ name: "InvalidAccessKeyId", $metadata: { httpStatusCode: 403 } });

  await using open = await startTestCloud("in-process", { unknownAccessKeys: "accept-unverified" });
  open.s3.createBucket(BUCKET);
  expect((await (await clientsOf(open, { accessKeyId: "foreign" }).s3()).send(list)).KeyCount).toBe(0);
  // A known key is still held to its secret, and nobody comes in without any.
  const forged = createClients({
    endpoint: open.url,
    region: REGION,
    credentials: { accessKeyId: ADMINISTRATOR.accessKeyId, secretAccessKey: "forged" },
    requestHandler: inProcessRequestHandler((http) => open.gateway.send("test", http)),
  });
  await expect((await forged.s3()).send(list)).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
  expect((await open.gateway.send("test", request(`/${BUCKET}/k`))).status).toBe(405);
  expect((await open.gateway.send("test", { ...request(`/${BUCKET}/k`), method: "GET" })).status).toBe(403);
});

test("a request signed for another region is refused with the right one", async () => {
  await using cloud = await startTestCloud("in-process", { region: REGION });
  cloud.s3.createBucket(BUCKET);
  const s3 = await clientsOf(cloud, { region: "sa-east-1" }).s3();
  await expect(s3.send(new ListObjectsV2Command({ Bucket: BUCKET }))).rejects.toMatchObject({
    name: "AuthorizationHeaderMalformed",
    Region: "us-east-1",
    $metadata: { httpStatusCode: 400 },
  });
});

test("a copy needs the permission to read its source", async () => {
  await using cloud = await startTestCloud("in-process");
  cloud.s3.createBucket(BUCKET);
  cloud.s3.createBucket("private");
  const admin = await cloud.clients.s3();
  await admin.send(new PutObjectCommand({ Bucket: "private", Key: "k", Body: "secret" }));
  const backend = await cloud.backendClients.s3();
  const copy = backend.send(new CopyObjectCommand({ Bucket: BUCKET, Key: "k", CopySource: "private/k" }));
  await expect(copy).rejects.toMatchObject({
    name: "AccessDenied",
    message: expect.stringContaining("s3:GetObject on resource: arn:aws:s3:::private/k"),
  });
  expect(cloud.s3.objects(BUCKET)).toEqual([]);
});

test("a clock that is 20 minutes off is RequestTimeTooSkewed", async () => {
  await using cloud = await startTestCloud("in-process");
  cloud.s3.createBucket(BUCKET);
  const [signed] = await captureSigned(cloud);
  cloud.clock.aheadMs = 20 * 60_000;
  const answer = await cloud.gateway.send("test", signed);
  expect(answer.status).toBe(403);
  expect(answer.body.toString()).toContain("<Code>RequestTimeTooSkewed</Code>");
  expect(answer.body.toString()).toContain("<MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds>");
});

async function captureSigned(cloud: TestCloud): Promise<[HttpRequest]> {
  await (await cloud.clients.s3()).send(new ListObjectsV2Command({ Bucket: BUCKET }));
  const signed = cloud.exchanges.at(-1)?.request;
  if (!signed) throw new Error("nothing was sent");
  return [signed];
}

test("a service that has assumed a role needs no signature and may do what the role may", async () => {
  const statuses = async (cloud: TestCloud) => {
    cloud.s3.createBucket(BUCKET);
    cloud.s3.createBucket("another");
    const read = async (role: string, path: string) => {
      const http = { ...request(path, { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" }), method: "GET" };
      return (await cloud.gateway.sendAs("mediaconvert", role, http)).status;
    };
    return [
      await read("backend", `/${BUCKET}/a`),
      await read("backend", "/another/a"),
      await read("nobody", "/another/a"),
    ];
  };
  await using strict = await startTestCloud("in-process");
  expect(await statuses(strict)).toEqual([404, 403, 403]);
  expect(strict.network.trace.of("operation")[1]).toMatchObject({ source: "mediaconvert", outcome: "AccessDenied" });
  // There are no policies where any access key is accepted, so nothing is refused.
  await using open = await startTestCloud("in-process", { unknownAccessKeys: "accept-unverified" });
  expect(await statuses(open)).toEqual([404, 404, 404]);
});
