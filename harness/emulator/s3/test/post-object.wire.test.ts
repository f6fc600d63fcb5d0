import { createHmac } from "node:crypto";
import { GetObjectCommand, HeadObjectCommand, PutBucketAclCommand } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { BUCKET, twoAccounts } from "./two-accounts.ts";

type Fields = Readonly<Record<string, string>>;

function form(fields: Fields, file: string | null = "hello"): Buffer {
  const parts = Object.entries(fields).map(
    ([name, value]) => `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`,
  );
  if (file !== null) {
    parts.push(
      `Content-Disposition: form-data; name="file"; filename="photo.jpg"\r\nContent-Type: image/jpeg\r\n\r\n${file}`,
    );
  }
  return Buffer.from(`${parts.map((part) => `--line\r\n${part}\r\n`).join("")}--line--\r\n`);
}

async function browser() {
  const { cloud, s3 } = await twoAccounts();
  const post = async (body: Buffer, type = "multipart/form-data; boundary=line") => {
    const headers = { host: "127.0.0.1:4566", "content-type": type, "content-length": String(body.length) };
    const answer = await cloud.gateway.send("browser", { method: "POST", path: `/${BUCKET}`, headers, body });
    const text = answer.body.toString();
    const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
    return { ...answer, text, code: element("Code"), message: element("Message") };
  };
  /** As documents of signature V2 have it: the base64 of the policy is what is signed. */
  const signed = (conditions: unknown, fields: Fields, more: object = {}): Fields => {
    const expiration = new Date(cloud.clock.now() + 60_000).toISOString();
    const policy = Buffer.from(JSON.stringify({ expiration, conditions, ...more })).toString("base64");
    const signature = createHmac("sha1", "test").update(policy).digest("base64");
    return { ...fields, AWSAccessKeyId: "test", policy, signature };
  };
  return { cloud, s3, post, signed };
}

test("a form whose policy is signed, with its metadata, and the three ways to answer it", async () => {
  const { s3, post, signed } = await browser();
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the form's own variable
  const fields = { key: "up/${filename}", acl: "private", "Content-Type": "image/jpeg", "x-amz-meta-a": "b" };
  const conditions = [
    { bucket: BUCKET },
    ["starts-with", "$key", "up/"],
    { acl: "private" },
    ["starts-with", "$Content-Type", "image/"],
    ["eq", "$x-amz-meta-a", "b"],
    ["content-length-range", 1, 10],
  ];
  expect((await post(form(signed(conditions, fields)))).status).toBe(204);
  const stored = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: "up/photo.jpg" }));
  expect([await stored.Body?.transformToString(), stored.ContentType, stored.Metadata]).toEqual([
    "hello",
    "image/jpeg",
    { a: "b" },
  ]);
  const open = [
    ["starts-with", "$success_action_status", ""],
    ["starts-with", "$success_action_redirect", ""],
    ["starts-with", "$key", ""],
  ];
  const created = await post(form(signed(open, { key: "k", success_action_status: "201" })));
  expect([created.status, created.text]).toEqual([201, expect.stringContaining("<PostResponse")]);
  const redirected = await post(form(signed(open, { key: "k", success_action_redirect: "http://app.example/done" })));
  expect([redirected.status, redirected.headers.location]).toEqual([
    303,
    expect.stringMatching(/^http:\/\/app\.example\/done\?bucket=media&key=k&etag=%22/),
  ]);
});

test("a form of signature V4", async () => {
  const { cloud, s3, post } = await browser();
  const date = new Date(cloud.clock.now()).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const credential = `test/${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const expiration = new Date(cloud.clock.now() + 60_000).toISOString();
  const algorithm = "AWS4-HMAC-SHA256";
  const conditions = [
    { key: "v4" },
    { "x-amz-credential": credential },
    { "x-amz-algorithm": algorithm },
    { "x-amz-date": date },
  ];
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString("base64");
  const key = ["us-east-1", "s3", "aws4_request"].reduce(
    (secret, text) => createHmac("sha256", secret).update(text).digest(),
    createHmac("sha256", "AWS4test").update(date.slice(0, 8)).digest(),
  );
  const fields = {
    key: "v4",
    policy,
    "x-amz-credential": credential,
    "x-amz-algorithm": algorithm,
    "x-amz-date": date,
  };
  const signature = createHmac("sha256", key).update(policy).digest("hex");
  expect((await post(form({ ...fields, "x-amz-signature": signature }))).status).toBe(204);
  expect((await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "v4" }))).ContentLength).toBe(5);
  expect((await post(form({ ...fields, "x-amz-signature": "0".repeat(64) }))).code).toBe("SignatureDoesNotMatch");
});

test("without a policy it is anybody's, and needs a bucket that anybody may write", async () => {
  const { s3, post } = await browser();
  expect((await post(form({ key: "k" }))).code).toBe("AccessDenied");
  await s3.send(new PutBucketAclCommand({ Bucket: BUCKET, ACL: "public-read-write" }));
  expect((await post(form({ key: "k", acl: "public-read" }))).status).toBe(204);
});

test("refusals, by what is wrong", async () => {
  const { post, signed } = await browser();
  const any = [["starts-with", "$key", ""]];
  const refused: [string, Buffer, string?][] = [
    ["InvalidArgument", form(signed(any, {}))],
    ["InvalidArgument", form(signed(any, { key: "k" }), null)],
    ["AccessDenied", form(signed(any, { key: "k", extra: "x" }))],
    ["AccessDenied", form(signed([{ key: "other" }], { key: "k" }))],
    ["AccessDenied", form(signed(any, { key: "k" }, { expiration: "2020-01-01T00:00:00Z" }))],
    ["InvalidPolicyDocument", form(signed(any, { key: "k" }, { expiration: "tomorrow" }))],
    ["InvalidPolicyDocument", form(signed(undefined, { key: "k" }))],
    ["InvalidPolicyDocument", form(signed([], { key: "k" }))],
    ["InvalidPolicyDocument", form(signed([["content-length-range", 1]], { key: "k" }))],
    ["EntityTooLarge", form(signed([...any, ["content-length-range", 0, 1]], { key: "k" }))],
    ["EntityTooSmall", form(signed([...any, ["content-length-range", 10, 20]], { key: "k" }))],
    ["SignatureDoesNotMatch", form({ ...signed(any, { key: "k" }), signature: "x" })],
    ["InvalidArgument", form({ key: "k", policy: signed(any, {}).policy ?? "" })],
    ["MalformedPOSTRequest", Buffer.from("nothing of the kind")],
    ["PreconditionFailed", Buffer.from("a=b"), "application/x-www-form-urlencoded"],
  ];
  for (const [code, body, type] of refused) expect((await post(body, type)).code).toBe(code);
});

test("fields whose names begin with x-ignore- need no condition", async () => {
  const { post, signed } = await browser();
  expect((await post(form(signed([["starts-with", "$key", ""]], { key: "k", "x-ignore-this": "x" })))).status).toBe(
    204,
  );
});
