import { expect, test } from "vitest";
import { comparablePair } from "./comparable.ts";
import { found } from "./test/observations.ts";

const UUID_A = "c3e2fed7-c066-47b4-a887-96c7ee97fe31";
const UUID_B = "0f9619ff-8b86-4011-b42d-00c04fc964ff";

/** What the first finding becomes when the other run has nothing. */
function seen(value: unknown): unknown {
  const [finding] = comparablePair(found(value), found()).embedded.findings as readonly { value: unknown }[];
  return JSON.parse(JSON.stringify(finding?.value));
}

test.each([
  ["2026-11-24T05:57:46Z", "<time>"],
  ["2026-11-24T05:57:46.877123+00:00", "<time>"],
  ["2026-11-24 05:57:46", "<datetime>"],
  ["2026-11-24 05:57:46.123456", "<datetime>"],
  ["20261124T055746Z", "<signing time>"],
  ["Tue, 24 Nov 2026 05:57:46 GMT", "<HTTP date>"],
  ["1764000000123", "<epoch ms>"],
  ["the job began at 2026-11-24T05:57:46Z.", "the job began at <time>."],
  ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1In0.abc-_1", "<jwt 1>"],
  [
    `arn:aws:states:us-east-1:123456789012:execution:m:${UUID_A}`,
    "arn:aws:states:us-east-1:123456789012:execution:m:<uuid 1>",
  ],
  ["http://127.0.0.1:4566/123456789012/jobs", "http://<address>/123456789012/jobs"],
  ["http://sqs.us-east-1.localhost.localstack.cloud:4566/123456789012/jobs", "http://<address>/123456789012/jobs"],
  ["<Error><RequestId>AB12</RequestId></Error>", "<Error><RequestId><request id 1></RequestId></Error>"],
])("%s is seen as %s", (text, kind) => {
  expect(seen(text)).toBe(kind);
});

test.each([
  "9bb58f26192e4ba00f01e2e7b136bbd8",
  '"9bb58f26192e4ba00f01e2e7b136bbd8-2"',
  "382e5a8bad01654f5b07e3e3dd2a76690a8aebfdcac5fced01f2d515d8145703",
  "https://api.toq.example/api/v2/listings/media/callback",
  "+5511999999999",
  "2026-11-24",
])("%s is kept", (text) => {
  expect(seen(text)).toBe(text);
});

test("a presigned URL keeps its path and all that was asked for", () => {
  const url =
    "http://127.0.0.1:4566/b/28/a.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA1%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T100000Z&X-Amz-Expires=900&X-Amz-Signature=0a1b";
  expect(seen(url)).toBe(
    "http://<address>/b/28/a.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=<credential>&X-Amz-Date=<signing time>&X-Amz-Expires=900&X-Amz-Signature=<signature>",
  );
});

test("values without a form are recognised by their members' names", () => {
  const value = {
    requestId: "4442587FB7D0A2F9",
    VersionId: "Aa9.x_",
    ReceiptHandle: "short",
    UploadId: "u",
    refreshToken: "opaque",
    duration: 12,
    startDate: 1764000000.5,
    SentTimestamp: "1764000000123",
    visibilityTimeoutMs: 1000,
    size_bytes: 1764000000,
  };
  expect(seen(value)).toEqual({
    requestId: "<request id 1>",
    VersionId: "<version id 1>",
    ReceiptHandle: "<receipt handle 1>",
    UploadId: "<upload id 1>",
    refreshToken: "<token 1>",
    duration: "<duration>",
    startDate: "<epoch s>",
    SentTimestamp: "<epoch ms>",
    visibilityTimeoutMs: 1000,
    size_bytes: 1764000000,
  });
});

test("NULL and an empty text are no kind", () => {
  expect(seen({ started_at: null, requestId: "", accessToken: "" })).toEqual({
    started_at: null,
    requestId: "",
    accessToken: "",
  });
});

test("equal values have one number, others another", () => {
  expect(seen([UUID_A, UUID_B, `x ${UUID_A}`])).toEqual(["<uuid 1>", "<uuid 2>", "x <uuid 1>"]);
});

test("a value that both runs have is kept", () => {
  const pair = comparablePair(found(UUID_A, UUID_B), found(UUID_A));
  expect(JSON.stringify(pair.embedded.findings)).toContain(UUID_A);
  expect(JSON.stringify(pair.embedded.findings)).toContain("<uuid 1>");
});

test("JSON within JSON is looked into", () => {
  expect(seen('{"body":"{\\"at\\":\\"2026-11-24T05:57:46Z\\"}"}')).toEqual({ body: { at: "<time>" } });
});

test("a stack trace is one kind", () => {
  expect(seen({ errorType: "Error", trace: ["Error: no", "    at handler (index.js:1:1)"] })).toEqual({
    errorType: "Error",
    trace: "<stack trace>",
  });
});

test("bytes, dates and large numbers of a database are plain data", () => {
  expect(seen([new Date(0), Buffer.from("a"), 12n, undefined])).toEqual(["<time>", "base64:YQ==", "12", null]);
});

test("what is not plain data is refused", () => {
  expect(() => seen({ of: new Map() })).toThrow("'of' holds a Map");
});
