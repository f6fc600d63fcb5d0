import { createHash } from "node:crypto";
import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ADMINISTRATOR, BUCKET, startTestCloud, type TestCloud } from "../../../cloud/backends/test/fronts.ts";

const BODY = "hello";
const SHA256 = createHash("sha256").update(BODY).digest("base64");
const AT = { Bucket: BUCKET, Key: "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg" };

let cloud: TestCloud;
let s3: S3Client;

beforeEach(async () => {
  cloud = await startTestCloud("loopback");
  cloud.s3.createBucket(BUCKET, { versioned: true });
  s3 = await cloud.clients.s3({ presigning: true });
});
afterEach(async () => {
  s3.destroy();
  await cloud[Symbol.asyncDispose]();
});

const upload = async (url: string, headers: Record<string, string>, body = BODY) => {
  const response = await fetch(url, { method: "PUT", headers, body });
  return { status: response.status, text: await response.text() };
};

/** As the server of the system under test signs uploads: the checksum goes into the query, only Host is signed. */
const uploadUrl = () => getSignedUrl(s3, new PutObjectCommand({ ...AT, ChecksumSHA256: SHA256 }), { expiresIn: 900 });

test("an upload as production does it: checksum in the query and as unsigned header", async () => {
  const url = await uploadUrl();
  expect(url).toContain(`x-amz-checksum-sha256=${encodeURIComponent(SHA256)}`);
  expect(url).toContain("X-Amz-SignedHeaders=host&");
  const answer = await upload(url, { "Content-Type": "image/jpeg", "x-amz-checksum-sha256": SHA256 });
  expect(answer).toEqual({ status: 200, text: "" });
  expect(cloud.s3.objects(BUCKET)).toMatchObject([{ key: AT.Key, contentType: "image/jpeg" }]);
});

test("the checksum header is enforced, the one in the query is not", async () => {
  const wrong = await upload(await uploadUrl(), { "x-amz-checksum-sha256": SHA256 }, "other");
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain("<Code>BadDigest</Code>");
  expect(wrong.text).toContain("<Message>The SHA256 you specified did not match the calculated checksum.</Message>");
  expect(cloud.s3.objects(BUCKET)).toEqual([]);
  expect((await upload(await uploadUrl(), {}, "other")).status).toBe(200);
});

test("the SDK's default URL, with the checksum of an empty body in its query, takes any body", async () => {
  const plain = await cloud.clients.s3();
  const url = await getSignedUrl(plain, new PutObjectCommand(AT));
  expect(url).toContain("x-amz-checksum-crc32=AAAAAA%3D%3D");
  expect((await upload(url, {})).status).toBe(200);
  plain.destroy();
});

test("a signed checksum header must be sent as signed", async () => {
  const command = new PutObjectCommand({ ...AT, ChecksumSHA256: SHA256 });
  const url = await getSignedUrl(s3, command, { unhoistableHeaders: new Set(["x-amz-checksum-sha256"]) });
  expect((await upload(url, { "x-amz-checksum-sha256": SHA256 })).status).toBe(200);
  const without = await upload(url, {});
  expect(without.status).toBe(403);
  expect(without.text).toContain("<Code>SignatureDoesNotMatch</Code>");
});

test("an unsigned x-amz-* header that is not in the query is refused with its name", async () => {
  const answer = await upload(await uploadUrl(), { "x-amz-meta-a": "1", "x-amz-acl": "private" });
  expect(answer.status).toBe(403);
  expect(answer.text).toContain("<Code>AccessDenied</Code>");
  expect(answer.text).toContain("<HeadersNotSigned>x-amz-acl, x-amz-meta-a</HeadersNotSigned>");
});

test("x-amz-* values of the query count as headers", async () => {
  const url = await getSignedUrl(s3, new PutObjectCommand({ ...AT, Metadata: { origin: "camera" } }));
  expect(url).toContain("x-amz-meta-origin=camera");
  expect((await upload(url, {})).status).toBe(200);
  expect(await s3.send(new GetObjectCommand(AT))).toMatchObject({ Metadata: { origin: "camera" } });
});

test("a signed Content-Type must be the one sent", async () => {
  const command = new PutObjectCommand({ ...AT, ContentType: "image/jpeg" });
  const url = await getSignedUrl(s3, command, { signableHeaders: new Set(["content-type"]) });
  expect((await upload(url, { "Content-Type": "image/png" })).text).toContain("SignatureDoesNotMatch");
  expect((await upload(url, { "Content-Type": "image/jpeg" })).status).toBe(200);
});

test("an expired URL tells when it ended, by the world's clock", async () => {
  await s3.send(new PutObjectCommand({ ...AT, Body: BODY }));
  const url = await getSignedUrl(s3, new GetObjectCommand(AT), { expiresIn: 3600 });
  cloud.clock.aheadMs = 3_590_000;
  expect(await (await fetch(url)).text()).toBe(BODY);
  cloud.clock.aheadMs = 3_610_000;
  const response = await fetch(url);
  expect(response.status).toBe(403);
  expect(await response.text()).toMatch(
    /<Code>AccessDenied<\/Code><Message>Request has expired<\/Message><X-Amz-Expires>3600<\/X-Amz-Expires><Expires>[^<]+Z<\/Expires><ServerTime>[^<]+Z<\/ServerTime>/,
  );
});

test("a tampered URL is SignatureDoesNotMatch with everything needed to find out why", async () => {
  const url = await getSignedUrl(s3, new GetObjectCommand(AT));
  const response = await fetch(url.replace("/28/", "/29/"));
  expect(response.status).toBe(403);
  const text = await response.text();
  expect(text).toContain("<Code>SignatureDoesNotMatch</Code>");
  expect(text).toContain(`<AWSAccessKeyId>${ADMINISTRATOR.accessKeyId}</AWSAccessKeyId>`);
  for (const name of ["StringToSign", "SignatureProvided", "StringToSignBytes", "CanonicalRequest", "HostId"]) {
    expect(text).toContain(`<${name}>`);
  }
});

test.each([
  ["&X-Amz-Date=", "&X-Amz-Dat=", 400, "AuthorizationQueryParametersError"],
  ["X-Amz-Expires=900", "X-Amz-Expires=604801", 400, "AuthorizationQueryParametersError"],
  ["X-Amz-Expires=900", "X-Amz-Expires=-1", 400, "AuthorizationQueryParametersError"],
  ["X-Amz-Expires=900", "X-Amz-Expires=soon", 400, "AuthorizationQueryParametersError"],
  ["X-Amz-Expires=900", "X-Amz-Expires=901", 403, "SignatureDoesNotMatch"],
  ["AKIDADMINISTRATOR", "AKIDNOBODY", 403, "InvalidAccessKeyId"],
])("with %s turned into %s: %d %s", async (from, to, status, code) => {
  const url = (await getSignedUrl(s3, new GetObjectCommand(AT), { expiresIn: 900 })).replace(from, to);
  const response = await fetch(url);
  expect([response.status, /<Code>(.*)<\/Code>/.exec(await response.text())?.[1]]).toEqual([status, code]);
});

test("without any signature there is no access", async () => {
  const response = await fetch(`${cloud.url}/${BUCKET}/${AT.Key}`);
  expect(response.status).toBe(403);
  expect(await response.text()).toContain("<Code>AccessDenied</Code><Message>Access Denied</Message>");
});
