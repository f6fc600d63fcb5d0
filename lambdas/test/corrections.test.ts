import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LambdaName } from "../../system/infrastructure.ts";
import { System } from "../../system/revisions.ts";
import { loadLambda } from "../load.ts";
import type { LambdaLogRecord } from "../ports.ts";
import { Endpoint } from "./endpoint.ts";
import type { RecordedCase } from "./recorded-cases.ts";

const endpoint = new Endpoint();
beforeAll(() => endpoint.listen());
afterAll(() => endpoint.close());
const TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

test("D4: a correct thumbnails Lambda rejects a key without raw/ before it downloads, and says that nothing succeeded", async () => {
  const input = JSON.stringify({ jobId: 7, assets: [{ key: "28/processed/a.jpg", type: "PHOTO_VERTICAL" }] });
  const message = "failed to generate key for thumbnail: invalid key format: must contain 'raw/' segment";
  const errors = [{ sourceKey: "28/processed/a.jpg", errorCode: "THUMBNAIL_PROCESSING_FAILED", errorMessage: message }];
  // The object does not exist: a download would have been the error.
  expect(JSON.parse(await invoke("thumbnails", new System("fixed"), input))).toEqual({
    body: { status: "FAILED", generatedAssets: [], errors },
  });
  const withDefect = await invoke("thumbnails", new System("fixed", ["D4"]), input);
  expect(JSON.parse(withDefect).body).toMatchObject({
    status: "SUCCESS",
    errors: [{ errorMessage: expect.stringMatching(/^failed to download image: .*NoSuchKey/) }],
  });
});

test("D11: a correct system carries the trace from the message into the execution and out with the callback", async () => {
  const body = JSON.stringify({ jobId: 7, listingIdentityId: 28, assets: [] });
  const messageAttributes = { Traceparent: { stringValue: TRACE, dataType: "String" } };
  const event = JSON.stringify({ Records: [{ messageId: "m", body, messageAttributes, eventSource: "aws:sqs" }] });
  await invoke("validate", new System("fixed"), event);
  expect(endpoint.executionInputs.map((input) => JSON.parse(input).traceparent)).toEqual([TRACE]);
  await invoke("validate", new System("current"), event);
  expect(endpoint.executionInputs.map((input) => JSON.parse(input).traceparent)).toEqual([""]);

  const result = JSON.stringify({ body: { jobId: 7, status: "SUCCEEDED", traceparent: TRACE } });
  await invoke("callback", new System("fixed"), result);
  expect(endpoint.traceHeaders).toEqual([TRACE]);
  await invoke("callback", new System("current"), result);
  expect(endpoint.traceHeaders).toEqual([undefined]);
});

test("D31: a message that cannot be read fails alone, and an execution has the name of its job", async () => {
  const message = (messageId: string, body: string) => ({ messageId, body, eventSource: "aws:sqs" });
  const body = JSON.stringify({ jobId: 7, listingIdentityId: 28, assets: [] });
  const event = JSON.stringify({ Records: [message("torn", "{"), message("whole", body)] });
  const answer = await invoke("validate", new System("fixed"), event);
  expect(JSON.parse(answer)).toEqual({ batchItemFailures: [{ itemIdentifier: "torn" }] });
  expect(endpoint.executionNames).toEqual(["process-28-7"]);
  await invoke("validate", new System("fixed", ["D31"]), event);
  expect(endpoint.executionNames).toEqual([undefined]);
});

test("D31: a job whose execution exists already counts as done; another failure is the message's own", async () => {
  const body = JSON.stringify({ jobId: 7, listingIdentityId: 28, assets: [] });
  const event = JSON.stringify({ Records: [{ messageId: "m", body, eventSource: "aws:sqs" }] });
  const refusing = (type: string) => {
    const headers = { "Content-Type": "application/x-amz-json-1.0" };
    const answer = { status: 400, headers, body: JSON.stringify({ __type: type, message: "" }) };
    return { faults: [{ match: { method: "POST", pathContains: "/" }, answer }] };
  };
  const fixed = new System("fixed");
  const twice = await invoke("validate", fixed, event, refusing("ExecutionAlreadyExists"));
  expect(JSON.parse(twice)).toEqual({ batchItemFailures: [] });
  const denied = await invoke("validate", fixed, event, refusing("AccessDeniedException"));
  expect(JSON.parse(denied)).toEqual({ batchItemFailures: [{ itemIdentifier: "m" }] });
  await expect(
    invoke("validate", new System("fixed", ["D31"]), event, refusing("AccessDeniedException")),
  ).rejects.toThrow("failed to start execution");
});

test("a ZIP that cannot be stored fails the Lambda with the reason, and says so in the log", async () => {
  const logs: LambdaLogRecord[] = [];
  const denied = {
    status: 403,
    headers: { "Content-Type": "application/xml" },
    body: "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>",
  };
  const input = JSON.stringify({ jobId: 7, listingIdentityId: 28, assets: [{ key: "28/raw/a.jpg" }] });
  const faults = [{ match: { method: "PUT", pathContains: "/zip/" }, answer: denied }];
  const objects = [{ key: "28/raw/a.jpg", bytes: "a" }];
  await expect(invoke("zip", new System("current"), input, { faults, objects }, logs)).rejects.toThrow(
    /^failed to upload zip to 28\/processed\/zip\/listing-media\.zip: failed to upload to s3: operation error S3: PutObject, .*api error AccessDenied: Access Denied$/,
  );
  expect(logs.at(-1)).toMatchObject({ level: "ERROR", message: "lambda.zip.create_zip_error" });
});

async function invoke(
  lambda: LambdaName,
  system: System,
  input: string,
  world: Partial<RecordedCase> = {},
  logs: LambdaLogRecord[] = [],
): Promise<string> {
  endpoint.prepare({ ...NOTHING, ...world }, new Map([["a", Buffer.from("photo")]]));
  const sdk = {
    endpoint: `http://${endpoint.host}`,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  const handler = (await loadLambda(lambda))({
    system,
    environment: { CALLBACK_URL: `http://${endpoint.host}/callback`, CALLBACK_SECRET: "s" },
    s3: () => new S3Client({ ...sdk, forcePathStyle: true }),
    sfn: () => new SFNClient(sdk),
    now: () => 0,
    random: () => 0,
    log: (record) => logs.push(record),
    compute: (_label, _modelledMs, work) => work(),
  });
  return handler(input, { awsRequestId: "r", functionArn: "arn", deadlineMs: 0 });
}

const NOTHING: RecordedCase = {
  revisions: [],
  id: "made up",
  lambda: "zip",
  input: "",
  kind: "response",
  output: "",
  logs: [],
  objects: [],
  faults: [],
  env: {},
  callbacks: [],
  callbackAnswers: { default: { status: 200, headers: {}, body: "" } },
};
