import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, test } from "vitest";
import { inProcessRequestHandler } from "../../../cloud/backends/request-handler.ts";
import { type HttpRequest, httpResponse } from "../../../network/http.ts";
import type { Denial } from "../../room.ts";
import { isDenial, readAuthorization } from "./authorization.ts";
import { checkTimeLimits } from "./time-limits.ts";
import { verifySignature } from "./verify.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

function verify(http: HttpRequest, secretAccessKey = SECRET): Denial | undefined {
  const authorization = readAuthorization(http);
  return isDenial(authorization) ? authorization : verifySignature(http, authorization, secretAccessKey);
}

/** Configuration of a client whose signed request is kept instead of sent. */
function capturing() {
  const requests: HttpRequest[] = [];
  const configuration = {
    endpoint: "http://127.0.0.1:4566",
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: SECRET },
    forcePathStyle: true,
    maxAttempts: 1,
    useQueueUrlAsEndpoint: false,
    requestHandler: inProcessRequestHandler(async (request) => {
      requests.push(request);
      return httpResponse(200, { "content-type": "application/json" }, "");
    }),
  };
  return { requests, configuration };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "Example: GET Object" */
test("the documented example of a signed header", () => {
  const http: HttpRequest = {
    method: "GET",
    path: "/test.txt",
    headers: {
      host: "examplebucket.s3.amazonaws.com",
      range: "bytes=0-9",
      "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "x-amz-date": "20130524T000000Z",
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    },
    body: Buffer.alloc(0),
  };
  expect(verify(http)).toBeUndefined();
  expect(verify({ ...http, headers: { ...http.headers, range: "bytes=0-8" } })?.reason).toBe("SignatureDoesNotMatch");
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html, "An Example" */
test("the documented example of a presigned URL", () => {
  const path =
    "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
  const http = { method: "GET", path, headers: { host: "examplebucket.s3.amazonaws.com" }, body: Buffer.alloc(0) };
  expect(verify(http)).toBeUndefined();
  expect(verify({ ...http, method: "PUT" })?.reason).toBe("SignatureDoesNotMatch");
  expect(verify(http, "another secret")?.reason).toBe("SignatureDoesNotMatch");
});

test("the SDK's signer, for every service", async () => {
  const { requests, configuration } = capturing();
  const s3 = new S3Client(configuration);
  const at = { Bucket: "media", Key: "28/raw/./a b+c'(1)*!~ü/%2F.jpg" };
  await s3.send(new PutObjectCommand({ ...at, Body: "hello", Metadata: { spaced: "a   b" } }));
  await s3.send(new ListObjectsV2Command({ Bucket: "media", Prefix: "a b/+&=", Delimiter: "/" })).catch(() => {});
  await new SQSClient(configuration)
    .send(new SendMessageCommand({ QueueUrl: "http://127.0.0.1:4566/1/q", MessageBody: "ü" }))
    .catch(() => {});
  await new SFNClient(configuration).send(new StartExecutionCommand({ stateMachineArn: "arn:x", input: "{}" }));
  // Its path holds an ARN, encoded once on the wire and twice in the signature.
  const FunctionName = "arn:aws:lambda:us-east-1:123456789012:function:zip";
  await new LambdaClient(configuration).send(new InvokeCommand({ FunctionName, Payload: Buffer.from("{}") }));

  expect(requests).toHaveLength(5);
  for (const request of requests) {
    expect(verify(request)).toBeUndefined();
    expect(verify({ ...request, path: `${request.path}x` })?.reason).toBe("SignatureDoesNotMatch");
    expect(verify(request, "another secret")?.reason).toBe("SignatureDoesNotMatch");
    const elsewhere = { ...request.headers, host: "127.0.0.1:9999" };
    expect(verify({ ...request, headers: elsewhere })?.reason).toBe("SignatureDoesNotMatch");
  }
  // Other services sign the body itself.
  const [, , sqs] = requests;
  if (!sqs) throw new Error("the SQS request was not captured");
  expect(verify({ ...sqs, body: Buffer.from("{}") })?.reason).toBe("SignatureDoesNotMatch");
});

test("the SDK's presigner, path style and virtual-host style", async () => {
  for (const forcePathStyle of [true, false]) {
    const s3 = new S3Client({
      ...capturing().configuration,
      endpoint: "http://s3.localhost:4566",
      forcePathStyle,
    });
    const key = "28/raw/./a b+c'(1)*!~ü.jpg";
    for (const command of [
      new GetObjectCommand({ Bucket: "media", Key: key }),
      new PutObjectCommand({ Bucket: "media", Key: key, Metadata: { a: "b c" } }),
    ]) {
      const url = new URL(await getSignedUrl(s3, command as GetObjectCommand));
      expect(url.host).toBe(forcePathStyle ? "s3.localhost:4566" : "media.s3.localhost:4566");
      // Not url.pathname: a URL drops `/./`.
      const path = (await getSignedUrl(s3, command as GetObjectCommand)).replace(/^http:\/\/[^/]+/, "");
      const method = command instanceof PutObjectCommand ? "PUT" : "GET";
      const http = { method, path, headers: { host: url.host }, body: Buffer.from("any") };
      expect(verify(http)).toBeUndefined();
      expect(verify({ ...http, headers: { host: "media.example.com" } })?.reason).toBe("SignatureDoesNotMatch");
    }
  }
});

test("Host and, for S3, every x-amz-* header must be signed", async () => {
  const { requests, configuration } = capturing();
  await new S3Client(configuration).send(new PutObjectCommand({ Bucket: "media", Key: "k", Body: "hello" }));
  const [request] = requests;
  if (!request) throw new Error("nothing was captured");
  expect(verify({ ...request, headers: { ...request.headers, "x-amz-acl": "private" } })).toMatchObject({
    reason: "AccessDenied",
    details: { HeadersNotSigned: "x-amz-acl" },
  });
  const authorization = request.headers.authorization?.replace("host;", "") ?? "";
  expect(verify({ ...request, headers: { ...request.headers, authorization } })).toMatchObject({
    reason: "AccessDenied",
    details: { HeadersNotSigned: "host" },
  });
});

test.each([
  [undefined, "MissingAuthentication"],
  ["AWS AKID signature", "UnknownAuthorization"],
  ["", "MissingAuthentication"],
  ["AWS4-HMAC-SHA256 Credential=AKID/20130524/us-east-1/s3/aws4_request", "MalformedAuthorization"],
  ["AWS4-HMAC-SHA256 Credential=AKID, SignedHeaders=host, Signature=0", "MalformedAuthorization"],
])("the header %s is %s", (authorization, reason) => {
  const headers = { host: "h", ...(authorization !== undefined && { authorization }) };
  expect(verify({ method: "GET", path: "/", headers, body: Buffer.alloc(0) })?.reason).toBe(reason);
});

test.each([
  ["AKID", /^the Credential is mal-formed/],
  ["AKID/more/20261124/us-east-1/s3/aws4_request", /^the Credential is mal-formed/],
  ["AKID/2026-11-24/us-east-1/s3/aws4_request", /^incorrect date format "2026-11-24"/],
  ["AKID/20261124/us-east-1/s3/aws_request", /^incorrect terminal "aws_request"/],
])("the credential %s is refused, in a header and in a query", (credential, mistake) => {
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`;
  const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(credential)}&X-Amz-Date=20261124T101120Z&X-Amz-Expires=9&X-Amz-SignedHeaders=host&X-Amz-Signature=0`;
  for (const [path, headers] of [
    ["/", { host: "h", authorization }],
    [`/?${query}`, { host: "h" }],
  ] as const) {
    const { reason, message = "" } = verify({ method: "GET", path, headers, body: Buffer.alloc(0) }) ?? {};
    expect([reason, message.split("; ").slice(1).join("; ")]).toEqual([
      "MalformedAuthorization",
      expect.stringMatching(mistake),
    ]);
  }
});

test("a signed request is good for 15 minutes either way", () => {
  const at = Date.UTC(2026, 10, 24, 10, 11, 20);
  const authorization = {
    kind: "header",
    accessKeyId: "AKID",
    scope: { date: "20261124", region: "us-east-1", service: "s3" },
    signedHeaders: ["host"],
    signature: "0",
    amzDate: "20261124T101120Z",
    expiresSeconds: undefined,
  } as const;
  const quarter = 15 * 60_000;
  for (const now of [at - quarter, at, at + quarter]) expect(checkTimeLimits(authorization, now)).toBeUndefined();
  expect(checkTimeLimits(authorization, at + quarter + 1000)).toEqual({
    reason: "RequestTimeTooSkewed",
    message: "The difference between the request time and the current time is too large.",
    details: {
      RequestTime: "20261124T101120Z",
      ServerTime: "2026-11-24T10:26:21Z",
      MaxAllowedSkewMilliseconds: "900000",
    },
  });
  expect(checkTimeLimits(authorization, at - quarter - 1000)?.reason).toBe("RequestTimeTooSkewed");
  expect(checkTimeLimits({ ...authorization, amzDate: undefined }, at)?.reason).toBe("AccessDenied");
});

test("a presigned request is good until it expires", () => {
  const at = Date.UTC(2026, 10, 24, 10, 11, 20);
  const check = (expiresSeconds: string, now: number, amzDate = "20261124T101120Z") =>
    checkTimeLimits(
      {
        kind: "presigned",
        accessKeyId: "AKID",
        scope: { date: "20261124", region: "us-east-1", service: "s3" },
        signedHeaders: ["host"],
        signature: "0",
        amzDate,
        expiresSeconds,
      },
      now,
    );
  expect(check("900", at + 900_000)).toBeUndefined();
  expect(check("900", at + 901_000)).toEqual({
    reason: "RequestExpired",
    message: "Request has expired",
    details: { "X-Amz-Expires": "900", Expires: "2026-11-24T10:26:20Z", ServerTime: "2026-11-24T10:26:21Z" },
  });
  expect(check("900", at - 16 * 60_000)?.message).toBe("Request is not yet valid");
  expect(check("604800", at)).toBeUndefined();
  for (const expires of ["604801", "-1", "soon", ""]) {
    expect(check(expires, at)?.reason).toBe("MalformedAuthorization");
  }
  expect(check("900", at, "2026-11-24")?.message).toMatch(/^X-Amz-Date must be in the ISO8601 Long Format/);
});
