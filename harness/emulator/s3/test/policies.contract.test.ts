import * as sdk from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { BUCKET, outcome, twoAccounts } from "./two-accounts.ts";

const at = (Key: string) => ({ Bucket: BUCKET, Key });
const EVERYTHING = [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`];
const OTHER = { AWS: "arn:aws:iam::210987654321:root" };
const get = (s3: sdk.S3Client, Key: string) => outcome(s3.send(new sdk.GetObjectCommand(at(Key))));
const put = (s3: sdk.S3Client, Key: string, more: object = {}) =>
  outcome(s3.send(new sdk.PutObjectCommand({ ...at(Key), Body: "body", ...more })));

async function underPolicy(...statements: readonly object[]) {
  const clients = await twoAccounts();
  const setPolicy = async (...changed: readonly object[]) => {
    const Statement = changed.map((one) => ({ Effect: "Allow", Principal: OTHER, Resource: EVERYTHING, ...one }));
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    await clients.s3.send(new sdk.PutBucketPolicyCommand({ Bucket: BUCKET, Policy }));
  };
  await setPolicy(...statements);
  return { ...clients, setPolicy };
}

test("of a key that is not there only who may list is told (API_GetObject.html)", async () => {
  const { other, setPolicy } = await underPolicy({ Action: "s3:GetObject" });
  const head = () => outcome(other.send(new sdk.HeadObjectCommand(at("none"))));
  expect([await get(other, "none"), await head()]).toEqual(["AccessDenied", "Unknown"]);
  await setPolicy({ Action: ["s3:GetObject", "s3:ListBucket"] });
  expect([await get(other, "none"), await head()]).toEqual(["NoSuchKey", "NotFound"]);
});

test("tags, retention and holds of a write need actions of their own (API_PutObject.html)", async () => {
  const { other, s3, setPolicy } = await underPolicy({ Action: "s3:PutObject" });
  const Tagging = "team=media";
  const copy = () =>
    outcome(other.send(new sdk.CopyObjectCommand({ ...at("copy"), CopySource: `${BUCKET}/k`, Tagging })));
  const begin = () => outcome(other.send(new sdk.CreateMultipartUploadCommand({ ...at("parts"), Tagging })));
  expect(await put(other, "k")).toBe("ok");
  expect([await put(other, "k", { Tagging }), await begin()]).toEqual(["AccessDenied", "AccessDenied"]);
  expect(await put(other, "k", { ObjectLockLegalHoldStatus: "ON" })).toBe("AccessDenied");
  await setPolicy({ Action: ["s3:PutObject", "s3:PutObjectTagging", "s3:GetObject"] });
  expect([await put(other, "k", { Tagging }), await begin(), await copy()]).toEqual(["ok", "ok", "ok"]);
  // Its access list is the writer's own affair, as long as nobody denies it.
  expect(await put(other, "k", { ACL: "public-read" })).toBe("ok");
  await setPolicy({ Action: "s3:PutObject" }, { Effect: "Deny", Action: "s3:PutObjectAcl", Principal: "*" });
  expect([await put(other, "k", { ACL: "public-read" }), await put(other, "k")]).toEqual(["AccessDenied", "ok"]);
  await setPolicy({ Effect: "Deny", Action: "s3:PutObjectTagging", Principal: "*" });
  expect([await put(s3, "k", { Tagging }), await put(s3, "k")]).toEqual(["AccessDenied", "ok"]);
});

test("tags that PutObjectTagging gives are conditions as those of a header are", async () => {
  const Condition = { StringEquals: { "s3:RequestObjectTag/team": "media" } };
  const { s3, other } = await underPolicy({ Action: "s3:PutObjectTagging", Condition });
  await put(s3, "k");
  const tag = (Value: string) =>
    outcome(other.send(new sdk.PutObjectTaggingCommand({ ...at("k"), Tagging: { TagSet: [{ Key: "team", Value }] } })));
  expect([await tag("media"), await tag("other")]).toEqual(["ok", "AccessDenied"]);
});

test("the canonical id of an account is a principal", async () => {
  const { other, setPolicy } = await underPolicy({ Action: "s3:PutObject" });
  const id = (await other.send(new sdk.ListBucketsCommand({}))).Owner?.ID;
  await setPolicy({ Action: "s3:PutObject", Principal: { CanonicalUser: "0".repeat(64) } });
  expect(await put(other, "k")).toBe("AccessDenied");
  await setPolicy({ Action: "s3:PutObject", Principal: { CanonicalUser: id } });
  expect(await put(other, "k")).toBe("ok");
});

test.each([
  [{ Principal: "*" }, true],
  [{ Principal: undefined, NotPrincipal: OTHER }, true],
  [{ Principal: OTHER }, false],
  [{ Principal: undefined, NotPrincipal: OTHER, Effect: "Deny" }, false],
  [{ Principal: undefined, NotPrincipal: OTHER, Condition: { StringEquals: { "aws:SourceAccount": "1" } } }, false],
])("a policy for %j is public: %s (access-control-block-public-access.html)", async (statement, isPublic) => {
  const { s3 } = await underPolicy({ Action: "s3:GetObject", Resource: `arn:aws:s3:::${BUCKET}/*`, ...statement });
  const { PolicyStatus } = await s3.send(new sdk.GetBucketPolicyStatusCommand({ Bucket: BUCKET }));
  expect(PolicyStatus?.IsPublic).toBe(isPublic);
});

test("DeleteObjects is decided for each key, and one refusal fails no other", async () => {
  const Resource = `arn:aws:s3:::${BUCKET}/open/*`;
  const { s3, other, anonymous, setPolicy } = await underPolicy({ Action: "s3:DeleteObject", Resource });
  const remove = async (client: sdk.S3Client, ...Keys: readonly string[]) => {
    const Objects = Keys.map((Key) => ({ Key }));
    const answer = await client.send(new sdk.DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects } }));
    return {
      gone: answer.Deleted?.map(({ Key }) => Key) ?? [],
      refused: answer.Errors?.map(({ Key, Code }) => [Key, Code]) ?? [],
    };
  };
  await put(s3, "open/a");
  await put(s3, "shut/b");
  const denied = ["shut/b", "AccessDenied"];
  expect(await remove(other, "open/a", "shut/b")).toEqual({ gone: ["open/a"], refused: [denied] });
  expect(await remove(other, "shut/b")).toEqual({ gone: [], refused: [denied] });
  expect(await get(s3, "shut/b")).toBe("ok");
  await expect(remove(anonymous, "open/a", "shut/b")).rejects.toMatchObject({ name: "AccessDenied" });
  await setPolicy({
    Effect: "Deny",
    Action: "s3:DeleteObject",
    Principal: "*",
    Resource: `arn:aws:s3:::${BUCKET}/shut/*`,
  });
  expect(await remove(s3, "open/a", "shut/b")).toEqual({ gone: ["open/a"], refused: [denied] });
});
