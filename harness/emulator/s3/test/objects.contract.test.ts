import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BUCKET, FRONTS, startTestCloud, type TestCloud } from "../../../cloud/backends/test/fronts.ts";

describe.each(FRONTS)("objects over %s", (front) => {
  let cloud: TestCloud;
  let s3: S3Client;

  beforeEach(async () => {
    cloud = await startTestCloud(front);
    cloud.s3.createBucket(BUCKET);
    s3 = await cloud.clients.s3();
  });
  afterEach(async () => {
    s3.destroy();
    await cloud[Symbol.asyncDispose]();
  });

  const put = (Key: string, Body: string | Buffer, more: object = {}) =>
    s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body, ...more }));
  const get = (Key: string, more: object = {}) => s3.send(new GetObjectCommand({ Bucket: BUCKET, Key, ...more }));
  const refusal = (answer: Promise<unknown>) =>
    answer.then(
      () => expect.unreachable("the request was not refused"),
      (error) => error,
    );

  test("what was put is got back, with its description", async () => {
    const written = await put("28/raw/photo/horizontal/a b+c%.jpg", "hello", {
      ContentType: "image/jpeg",
      CacheControl: "no-store",
      Metadata: { origin: "camera" },
    });
    expect(written).toMatchObject({
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      ChecksumCRC32: "NhCmhg==",
      ChecksumType: "FULL_OBJECT",
      ServerSideEncryption: "AES256",
    });
    const read = await get("28/raw/photo/horizontal/a b+c%.jpg");
    expect(await read.Body?.transformToString()).toBe("hello");
    expect(read).toMatchObject({
      ContentType: "image/jpeg",
      CacheControl: "no-store",
      ContentLength: 5,
      AcceptRanges: "bytes",
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      Metadata: { origin: "camera" },
      ChecksumCRC32: "NhCmhg==",
    });
    expect(cloud.s3.objects(BUCKET)).toEqual([
      {
        key: "28/raw/photo/horizontal/a b+c%.jpg",
        size: 5,
        etag: "5d41402abc4b2a76b9719d911017c592",
        contentType: "image/jpeg",
      },
    ]);
  });

  test("keys are never normalised", async () => {
    for (const key of ["28/raw/./a.jpg", "28//a.jpg", "28/../a.jpg", "/leading", "trailing/"]) await put(key, key);
    for (const key of ["28/raw/./a.jpg", "28//a.jpg", "28/../a.jpg", "/leading", "trailing/"]) {
      expect(await (await get(key)).Body?.transformToString()).toBe(key);
    }
    expect(cloud.s3.objects(BUCKET)).toHaveLength(5);
  });

  test("an empty object has a length and a checksum like any other", async () => {
    await put("empty", Buffer.alloc(0));
    const head = await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "empty" }));
    expect(head).toMatchObject({
      ContentLength: 0,
      ContentType: "application/octet-stream",
      ETag: '"d41d8cd98f00b204e9800998ecf8427e"',
    });
  });

  test("a body of 8 MiB survives, also as a stream with trailing checksum", async () => {
    const body = Buffer.alloc(8 * 1024 * 1024, "0123456789abcdef!");
    await put("buffer", body);
    await s3.send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: "stream",
        Body: Readable.from([body.subarray(0, 5_000_000), body.subarray(5_000_000)]),
        ContentLength: body.length,
        ContentEncoding: "gzip",
        ChecksumAlgorithm: "SHA256",
      }),
    );
    expect(cloud.s3.read(BUCKET, "buffer")?.equals(body)).toBe(true);
    expect(cloud.s3.read(BUCKET, "stream")?.equals(body)).toBe(true);
    const framed = cloud.exchanges.at(-1)?.request;
    expect(framed?.headers["content-encoding"]).toContain("aws-chunked");
    expect(framed?.headers["x-amz-trailer"]).toBe("x-amz-checksum-sha256");
    const read = await get("stream");
    expect(read.ContentEncoding).toBe("gzip");
    expect(read.ChecksumSHA256).toBe(createHash("sha256").update(body).digest("base64"));
    expect((await read.Body?.transformToByteArray())?.length).toBe(body.length);
  });

  test("what is missing is NoSuchKey; HEAD says only 404", async () => {
    expect(await refusal(get("none"))).toMatchObject({
      name: "NoSuchKey",
      message: "The specified key does not exist.",
      Key: "none",
      $metadata: { httpStatusCode: 404, requestId: expect.stringMatching(/^[0-9A-F]{16}$/) },
    });
    const head = await refusal(s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "none" })));
    expect(head).toMatchObject({ name: "NotFound", $metadata: { httpStatusCode: 404 } });
    const elsewhere = await refusal(s3.send(new GetObjectCommand({ Bucket: "nowhere", Key: "none" })));
    expect(elsewhere).toMatchObject({ name: "NoSuchBucket", BucketName: "nowhere" });
  });

  test.each([
    ["bytes=0-1", "he", "bytes 0-1/5"],
    ["bytes=3-", "lo", "bytes 3-4/5"],
    ["bytes=-2", "lo", "bytes 3-4/5"],
    ["bytes=2-99", "llo", "bytes 2-4/5"],
  ])("range %s", async (Range, text, contentRange) => {
    await put("k", "hello");
    const read = await get("k", { Range });
    expect(await read.Body?.transformToString()).toBe(text);
    expect(read).toMatchObject({ ContentRange: contentRange, $metadata: { httpStatusCode: 206 } });
    expect(read.ChecksumCRC32).toBeUndefined();
  });

  test("a range past the end is 416 with both numbers", async () => {
    await put("k", "hello");
    expect(await refusal(get("k", { Range: "bytes=5-" }))).toMatchObject({
      name: "InvalidRange",
      ActualObjectSize: "5",
      RangeRequested: "bytes=5-",
      $metadata: { httpStatusCode: 416 },
    });
  });

  test("conditional reads", async () => {
    const { ETag = "" } = await put("k", "hello");
    expect((await get("k", { IfMatch: ETag })).ContentLength).toBe(5);
    expect(await refusal(get("k", { IfNoneMatch: ETag }))).toMatchObject({ $metadata: { httpStatusCode: 304 } });
    expect(await refusal(get("k", { IfMatch: '"other"' }))).toMatchObject({
      name: "PreconditionFailed",
      Condition: "If-Match",
      $metadata: { httpStatusCode: 412 },
    });
    const now = new Date(cloud.clock.now());
    expect(await refusal(get("k", { IfModifiedSince: now }))).toMatchObject({ $metadata: { httpStatusCode: 304 } });
    const earlier = new Date(cloud.clock.now() - 3_600_000);
    expect(await refusal(get("k", { IfUnmodifiedSince: earlier }))).toMatchObject({ name: "PreconditionFailed" });
  });

  test("conditional writes: only If-None-Match: * and If-Match: <etag>", async () => {
    const { ETag = "" } = await put("k", "one", { IfNoneMatch: "*" });
    expect(await refusal(put("k", "two", { IfNoneMatch: "*" }))).toMatchObject({
      name: "PreconditionFailed",
      Condition: "If-None-Match",
      $metadata: { httpStatusCode: 412 },
    });
    expect(await refusal(put("k", "two", { IfMatch: '"other"' }))).toMatchObject({ name: "PreconditionFailed" });
    expect(await refusal(put("none", "two", { IfMatch: ETag }))).toMatchObject({ name: "NoSuchKey" });
    expect(await refusal(put("k", "two", { IfNoneMatch: ETag }))).toMatchObject({
      name: "NotImplemented",
      $metadata: { httpStatusCode: 501 },
    });
    expect(cloud.s3.read(BUCKET, "k")?.toString()).toBe("one");
    await put("k", "two", { IfMatch: ETag });
    expect(cloud.s3.read(BUCKET, "k")?.toString()).toBe("two");
  });

  test("response-* parameters replace the answer's headers", async () => {
    await put("k", "hello", { ContentType: "image/jpeg" });
    const read = await get("k", {
      ResponseContentType: "text/plain",
      ResponseContentDisposition: 'attachment; filename="a.txt"',
    });
    expect(read).toMatchObject({ ContentType: "text/plain", ContentDisposition: 'attachment; filename="a.txt"' });
  });

  test("deleting is idempotent; If-Match guards it", async () => {
    await put("k", "hello");
    const guarded = s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: "k", IfMatch: '"other"' }));
    expect(await refusal(guarded)).toMatchObject({ name: "PreconditionFailed", $metadata: { httpStatusCode: 412 } });
    for (let again = 0; again < 2; again++) {
      const deleted = await s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: "k" }));
      expect(deleted.$metadata.httpStatusCode).toBe(204);
    }
    expect(cloud.s3.objects(BUCKET)).toEqual([]);
  });

  test("DeleteObjects without Content-MD5, keys untrimmed, quiet or not", async () => {
    for (const key of ["a", " b ", "c&<d>"]) await put(key, key);
    const remove = (keys: string[], Quiet: boolean) =>
      s3.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects: keys.map((Key) => ({ Key })), Quiet } }));
    expect((await remove([" b ", "IMAGE/JPEG"], false)).Deleted).toEqual([{ Key: " b " }, { Key: "IMAGE/JPEG" }]);
    expect(cloud.exchanges.at(-1)?.request.headers["content-md5"]).toBeUndefined();
    expect((await remove(["a", "c&<d>"], true)).Deleted).toBeUndefined();
    expect(cloud.s3.objects(BUCKET)).toEqual([]);
  });

  test("copies carry bytes and description, or take new ones", async () => {
    await put("from ü", "hello", { ContentType: "image/jpeg", Metadata: { a: "1" } });
    const CopySource = `${BUCKET}/${encodeURIComponent("from ü")}`;
    const copied = await s3.send(new CopyObjectCommand({ Bucket: BUCKET, Key: "to", CopySource }));
    expect(copied.CopyObjectResult).toMatchObject({
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      ChecksumCRC32: "NhCmhg==",
    });
    expect(await get("to")).toMatchObject({ ContentType: "image/jpeg", Metadata: { a: "1" } });
    await s3.send(
      new CopyObjectCommand({
        Bucket: BUCKET,
        Key: "to",
        CopySource,
        MetadataDirective: "REPLACE",
        ContentType: "text/plain",
      }),
    );
    expect(await get("to")).toMatchObject({ ContentType: "text/plain", Metadata: {} });
    const itself = s3.send(new CopyObjectCommand({ Bucket: BUCKET, Key: "from ü", CopySource }));
    expect(await refusal(itself)).toMatchObject({ name: "InvalidRequest" });
    const missing = s3.send(new CopyObjectCommand({ Bucket: BUCKET, Key: "to", CopySource: `${BUCKET}/none` }));
    expect(await refusal(missing)).toMatchObject({ name: "NoSuchKey", Key: "none" });
  });

  test("a role may do what its policy says and nothing else", async () => {
    const backend = await cloud.backendClients.s3();
    await backend.send(new PutObjectCommand({ Bucket: BUCKET, Key: "k", Body: "hello" }));
    const denied = await refusal(backend.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: "k" })));
    expect(denied).toMatchObject({ name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
    expect(denied.message).toContain(
      `not authorized to perform: s3:DeleteObject on resource: arn:aws:s3:::${BUCKET}/k`,
    );
    expect(cloud.s3.read(BUCKET, "k")?.toString()).toBe("hello");
    backend.destroy();
  });
});
