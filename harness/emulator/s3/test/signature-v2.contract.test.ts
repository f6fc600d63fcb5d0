import { createHmac } from "node:crypto";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { accountUnderTest } from "../../sts/test/account-under-test.ts";

/** As boto3 and the AWS CLI presign by default; the form is RESTAuthentication.html's. */
function presign(method: string, path: string, expires: number, secret = "test", more: Record<string, string> = {}) {
  const signed = Object.entries(more).map(([name, value]) => `${name}=${value}`);
  const text = [method, "", "", expires, path + (signed.length > 0 ? `?${signed.join("&")}` : "")].join("\n");
  const query = new URLSearchParams({
    AWSAccessKeyId: "test",
    Signature: createHmac("sha1", secret).update(text).digest("base64"),
    Expires: String(expires),
    ...more,
  });
  return `${path}?${query.toString()}`;
}

async function bucketWithObject() {
  const cloud = accountUnderTest();
  const s3 = new S3Client({ ...cloud.client(), forcePathStyle: true });
  await s3.send(new (await import("@aws-sdk/client-s3")).CreateBucketCommand({ Bucket: "media" }));
  await s3.send(new PutObjectCommand({ Bucket: "media", Key: "a b.txt", Body: "hello" }));
  const send = (method: string, path: string, headers: Record<string, string> = {}, body = "") =>
    cloud.gateway.send("test", {
      method,
      path,
      headers: { host: "127.0.0.1:4566", "content-length": String(body.length), ...headers },
      body: Buffer.from(body),
    });
  return { cloud, s3, send, inAnHour: Math.floor(cloud.clock.now() / 1000) + 3600 };
}

test("documented examples of signature V2", async () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html, "Object GET" and "Query string request authentication example"
  const { stringToSignV2, signatureV2 } = await import("../../gateway/signature/signature-v2.ts");
  const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  const host = "awsexamplebucket1.s3.us-west-1.amazonaws.com";
  const get = {
    method: "GET",
    path: "/photos/puppy.jpg",
    headers: { host, date: "Tue, 27 Mar 2007 19:36:42 +0000" },
    body: Buffer.alloc(0),
  };
  const claim = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", signedHeaders: [], amzDate: undefined, signature: "" };
  const header = stringToSignV2(get, { ...claim, kind: "header", expiresSeconds: undefined });
  expect(header).toBe("GET\n\n\nTue, 27 Mar 2007 19:36:42 +0000\n/awsexamplebucket1/photos/puppy.jpg");
  expect(signatureV2(header, secret)).toBe("qgk2+6Sv9/oM7G3qLEjTH1a1l1g=");
});

test("a presigned read and write of signature V2", async () => {
  const { s3, send, inAnHour } = await bucketWithObject();
  const read = await send("GET", presign("GET", "/media/a%20b.txt", inAnHour));
  expect([read.status, read.body.toString()]).toEqual([200, "hello"]);
  const as = { "response-content-type": "text/x" };
  const named = await send("GET", presign("GET", "/media/a%20b.txt", inAnHour, "test", as));
  expect(named.headers["content-type"]).toBe("text/x");
  expect((await send("PUT", presign("PUT", "/media/new", inAnHour), {}, "body")).status).toBe(200);
  const got = await s3.send(new GetObjectCommand({ Bucket: "media", Key: "new" }));
  expect(await got.Body?.transformToString()).toBe("body");
});

test("one that is over, forged or for another method is refused", async () => {
  const { send, inAnHour } = await bucketWithObject();
  const over = await send("GET", presign("GET", "/media/a%20b.txt", inAnHour - 3601));
  expect([over.status, over.body.toString()]).toEqual([403, expect.stringContaining("<Message>Request has expired")]);
  const forged = await send("GET", presign("GET", "/media/a%20b.txt", inAnHour, "other"));
  expect([forged.status, forged.body.toString()]).toEqual([403, expect.stringContaining("SignatureDoesNotMatch")]);
  expect((await send("DELETE", presign("GET", "/media/a%20b.txt", inAnHour))).status).toBe(403);
});
