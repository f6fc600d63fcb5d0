import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  type ListObjectsCommandInput,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutBucketAbacCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BUCKET, FRONTS, startTestCloud, type TestCloud } from "../../../cloud/backends/test/fronts.ts";

describe.each(FRONTS)("buckets over %s", (front) => {
  let cloud: TestCloud;
  let s3: S3Client;

  beforeEach(async () => {
    cloud = await startTestCloud(front);
    s3 = await cloud.clients.s3();
  });
  afterEach(async () => {
    s3.destroy();
    await cloud[Symbol.asyncDispose]();
  });

  const put = (Key: string, Body = Key) => s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
  const list = (more: Partial<ListObjectsV2CommandInput> = {}) =>
    s3.send(new ListObjectsV2Command({ Bucket: BUCKET, ...more }));
  const refusal = (answer: Promise<unknown>) =>
    answer.then(
      () => expect.unreachable("the request was not refused"),
      (error) => error,
    );

  test("a bucket's life", async () => {
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    // us-east-1 takes a second creation by its owner.
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    expect((await s3.send(new HeadBucketCommand({ Bucket: BUCKET }))).BucketRegion).toBe("us-east-1");
    expect((await s3.send(new GetBucketLocationCommand({ Bucket: BUCKET }))).LocationConstraint).toBeFalsy();
    expect((await s3.send(new ListBucketsCommand({}))).Buckets).toMatchObject([{ Name: BUCKET }]);
    await put("k");
    const full = s3.send(new DeleteBucketCommand({ Bucket: BUCKET }));
    expect(await refusal(full)).toMatchObject({ name: "BucketNotEmpty", $metadata: { httpStatusCode: 409 } });
    await s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: "k" }));
    await s3.send(new DeleteBucketCommand({ Bucket: BUCKET }));
    expect(await refusal(s3.send(new HeadBucketCommand({ Bucket: BUCKET })))).toMatchObject({ name: "NotFound" });
    expect(await refusal(list())).toMatchObject({ name: "NoSuchBucket", $metadata: { httpStatusCode: 404 } });
    const invalid = s3.send(new CreateBucketCommand({ Bucket: "No_Bucket" }));
    expect(await refusal(invalid)).toMatchObject({ name: "InvalidBucketName", BucketName: "No_Bucket" });
  });

  test("listing is in UTF-8 order, with prefixes and pages counted together", async () => {
    cloud.s3.createBucket(BUCKET);
    // U+FF5E comes before U+1F600 in bytes and after it in UTF-16 code units.
    for (const key of ["b/1", "b/2", "a", "c", "\uff5e", "\u{1f600}", "B"]) await put(key);
    const all = await list();
    expect(all.Contents?.map(({ Key }) => Key)).toEqual(["B", "a", "b/1", "b/2", "c", "\uff5e", "\u{1f600}"]);
    expect(all).toMatchObject({ KeyCount: 7, MaxKeys: 1000, IsTruncated: false });
    expect(all.Contents?.[0]).toMatchObject({ ChecksumAlgorithm: ["CRC32"], ChecksumType: "FULL_OBJECT", Size: 1 });

    const pages = [];
    let token: string | undefined;
    do {
      const page = await list({ Delimiter: "/", MaxKeys: 2, ContinuationToken: token });
      pages.push([
        ...(page.Contents ?? []).map(({ Key }) => Key),
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      ]);
      expect(page.KeyCount).toBe(pages.at(-1)?.length);
      token = page.NextContinuationToken;
    } while (token !== undefined);
    expect(pages).toEqual([
      ["B", "a"],
      ["c", "b/"],
      ["\uff5e", "\u{1f600}"],
    ]);

    expect((await list({ Prefix: "b/", Delimiter: "/" })).Contents?.map(({ Key }) => Key)).toEqual(["b/1", "b/2"]);
    expect((await list({ StartAfter: "b/1" })).Contents?.map(({ Key }) => Key)?.[0]).toBe("b/2");
    // What follows the start still stands under its common prefix.
    const within = await list({ StartAfter: "b/1", Delimiter: "/", MaxKeys: 1 });
    expect(within.CommonPrefixes).toEqual([{ Prefix: "b/" }]);
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });

  test("encoding-type=url encodes keys and prefixes; others are refused", async () => {
    cloud.s3.createBucket(BUCKET);
    await put("a b/ü+&\u0001");
    const listed = await list({ EncodingType: "url", Prefix: "a b", StartAfter: "a a" });
    expect(listed).toMatchObject({ EncodingType: "url", Prefix: "a%20b", StartAfter: "a%20a" });
    expect(listed.Contents?.[0]?.Key).toBe("a%20b/%C3%BC%2B%26%01");
    const other = list({ EncodingType: "gzip" as "url" });
    expect(await refusal(other)).toMatchObject({
      name: "InvalidArgument",
      message: "Invalid Encoding Method specified in Request",
    });
    expect(await refusal(list({ ContinuationToken: "nonsense" }))).toMatchObject({ name: "InvalidArgument" });
    expect(await refusal(list({ MaxKeys: -1 }))).toMatchObject({ name: "InvalidArgument" });
  });

  test("a versioned bucket keeps what is overwritten and deleted", async () => {
    cloud.s3.createBucket(BUCKET);
    const before = await put("k", "zero");
    expect(before.VersionId).toBeUndefined();
    await s3.send(new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration: { Status: "Enabled" } }));
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket: BUCKET }))).Status).toBe("Enabled");
    const { VersionId } = await put("k", "one");
    await put("k", "two");
    const at = { Bucket: BUCKET, Key: "k" };
    const read = async (version?: string) => {
      const answer = await s3.send(new GetObjectCommand({ ...at, VersionId: version }));
      return answer.Body?.transformToString();
    };
    expect([await read(), await read(VersionId), await read("null")]).toEqual(["two", "one", "zero"]);

    const marker = await s3.send(new DeleteObjectCommand(at));
    expect(marker).toMatchObject({ DeleteMarker: true, VersionId: expect.any(String) });
    expect(await refusal(read())).toMatchObject({ name: "NoSuchKey" });
    expect(cloud.exchanges.at(-1)?.response.headers["x-amz-delete-marker"]).toBe("true");
    expect(await refusal(read(marker.VersionId))).toMatchObject({ name: "MethodNotAllowed" });
    const head = s3.send(new HeadObjectCommand(at));
    expect(await refusal(head)).toMatchObject({ name: "NotFound" });
    expect(await read(VersionId)).toBe("one");
    expect(cloud.s3.objects(BUCKET)).toEqual([]);

    await s3.send(new DeleteObjectCommand({ ...at, VersionId: marker.VersionId }));
    expect(await read()).toBe("two");
    await s3.send(new DeleteObjectCommand({ ...at, VersionId }));
    expect(await refusal(read(VersionId))).toMatchObject({ name: "NoSuchVersion" });
  });

  test("version 1 of the listing goes on behind a marker, which it names with a delimiter only", async () => {
    cloud.s3.createBucket(BUCKET);
    for (const key of ["a", "b/1", "b/2", "c"]) await put(key);
    const page = (more: ListObjectsCommandInput) => s3.send(new ListObjectsCommand(more));
    const first = await page({ Bucket: BUCKET, MaxKeys: 2, Delimiter: "/" });
    expect(first.Contents).toMatchObject([{ Key: "a", Owner: { ID: expect.any(String) } }]);
    expect(first).toMatchObject({ CommonPrefixes: [{ Prefix: "b/" }], IsTruncated: true, NextMarker: "b/" });
    const second = await page({ Bucket: BUCKET, Delimiter: "/", Marker: "b/" });
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(["c"]);
    const plain = await page({ Bucket: BUCKET, MaxKeys: 1 });
    expect([plain.IsTruncated, plain.NextMarker]).toEqual([true, undefined]);
  });

  test("what is not emulated is refused by name", async () => {
    cloud.s3.createBucket(BUCKET);
    const at = { Bucket: BUCKET, Key: "k" };
    const refused: readonly (readonly [string, () => Promise<unknown>])[] = [
      ["PutBucketAbac (?abac)", () => s3.send(new PutBucketAbacCommand({ ...at, AbacStatus: {} }))],
      ["x-amz-write-offset-bytes", () => s3.send(new PutObjectCommand({ ...at, Body: "k", WriteOffsetBytes: 1 }))],
    ];
    for (const [name, send] of refused) {
      expect(await refusal(send())).toMatchObject({
        name: "NotImplemented",
        message: `A header you provided implies functionality that is not implemented (${name} is not emulated)`,
        $metadata: { httpStatusCode: 501 },
      });
    }
    expect(cloud.s3.objects(BUCKET)).toEqual([]);
  });
});
