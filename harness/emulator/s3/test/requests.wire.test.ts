import { beforeEach, describe, expect, test } from "vitest";
import { computeChecksum } from "../checksums/algorithms.ts";
import { BUCKET, openWire, type Wire } from "./wire.ts";

let wire: Wire;
beforeEach(() => {
  wire = openWire();
});

describe("addressing", () => {
  test.each([
    ["127.0.0.1:4566", `/${BUCKET}/a/b.jpg`],
    ["localhost:4566", `/${BUCKET}/a/b.jpg`],
    ["s3.localhost:4566", `/${BUCKET}/a/b.jpg`],
    ["s3.us-east-1.amazonaws.com", `/${BUCKET}/a/b.jpg`],
    [`${BUCKET}.s3.localhost:4566`, "/a/b.jpg"],
    [`${BUCKET}.localhost:4566`, "/a/b.jpg"],
    [`${BUCKET}.s3.us-east-1.amazonaws.com`, "/a/b.jpg"],
    [`${BUCKET}.s3.amazonaws.com`, "/a/b.jpg"],
  ])("%s%s", async (host, path) => {
    expect((await wire.send("PUT", path, { host }, "x")).status).toBe(200);
    expect(wire.s3.objects(BUCKET).map(({ key }) => key)).toEqual(["a/b.jpg"]);
  });

  test("a path that is not UTF-8 is InvalidURI", async () => {
    const answer = await wire.send("GET", `/${BUCKET}/%ff`);
    expect([answer.status, answer.code]).toEqual([400, "InvalidURI"]);
  });

  test("a key has at most 1024 bytes", async () => {
    expect((await wire.send("PUT", `/${BUCKET}/${"k".repeat(1024)}`)).status).toBe(200);
    const answer = await wire.send("PUT", `/${BUCKET}/${"k".repeat(1025)}`);
    expect([answer.status, answer.code]).toEqual([400, "KeyTooLongError"]);
  });
});

describe("what the Go SDK sends", () => {
  test("DeleteObjects with ?delete=, CRC32, and no Content-MD5", async () => {
    await wire.send("PUT", `/${BUCKET}/a`, {}, "x");
    const body =
      '<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>a</Key></Object><Quiet>true</Quiet></Delete>';
    const unguarded = await wire.send("POST", `/${BUCKET}?delete=`, {}, body);
    expect([unguarded.status, unguarded.message]).toEqual([
      400,
      "Missing required header for this request: Content-MD5 OR x-amz-checksum-*",
    ]);
    const crc32 = computeChecksum("CRC32", Buffer.from(body));
    const answer = await wire.send("POST", `/${BUCKET}?delete=`, { "x-amz-checksum-crc32": crc32 }, body);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain("<Deleted>");
    expect(wire.s3.objects(BUCKET)).toEqual([]);
  });

  test("CompleteMultipartUpload with ETags escaped as &#34;", async () => {
    const created = await wire.send("POST", `/${BUCKET}/z.zip?uploads=`);
    const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(created.text)?.[1];
    const part = await wire.send("PUT", `/${BUCKET}/z.zip?partNumber=1&uploadId=${uploadId}&x-id=UploadPart`, {}, "z");
    const etag = part.headers.etag?.replaceAll('"', "&#34;");
    const body = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Part><ETag>${etag}</ETag><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>`;
    const completed = await wire.send("POST", `/${BUCKET}/z.zip?uploadId=${uploadId}`, {}, body);
    expect(completed.status).toBe(200);
    expect(wire.s3.read(BUCKET, "z.zip")?.toString()).toBe("z");
  });

  test.each(["", "hello", "<Delete>", "<Other/>", "<Delete></Delete>"])(
    "the document %j is MalformedXML",
    async (body) => {
      const crc32 = computeChecksum("CRC32", Buffer.from(body));
      const answer = await wire.send("POST", `/${BUCKET}?delete=`, { "x-amz-checksum-crc32": crc32 }, body);
      expect([answer.status, answer.code]).toEqual([400, "MalformedXML"]);
    },
  );
});

describe("refusals", () => {
  test("carry both ids; those of HEAD have no body", async () => {
    const answer = await wire.send("GET", `/${BUCKET}/none`);
    expect(answer.text).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<Error><Code>NoSuchKey<\/Code><Message>The specified key does not exist\.<\/Message><Key>none<\/Key><RequestId>0123456789ABCDEF<\/RequestId><HostId>[^<]+<\/HostId><\/Error>$/,
    );
    const head = await wire.send("HEAD", `/${BUCKET}/none`);
    expect([head.status, head.body.length]).toEqual([404, 0]);
  });

  test.each([
    ["PUT", `/${BUCKET}/k`, { "x-amz-acl": "public-read" }, 400, "AccessControlListNotSupported"],
    ["PUT", `/${BUCKET}/k`, { "x-amz-server-side-encryption": "rot13" }, 400, "InvalidArgument"],
    ["PUT", `/${BUCKET}/k`, { "x-amz-object-lock-mode": "GOVERNANCE" }, 400, "InvalidRequest"],
    ["PUT", `/${BUCKET}/k`, { "x-amz-write-offset-bytes": "3" }, 501, "NotImplemented"],
    ["PUT", `/${BUCKET}/k`, { "x-amz-expected-bucket-owner": "999999999999" }, 403, "AccessDenied"],
    ["PUT", `/${BUCKET}/k`, { "x-amz-meta-a": "x".repeat(2048) }, 400, "MetadataTooLarge"],
    ["PUT", `/${BUCKET}/k?tagging`, {}, 404, "NoSuchKey"],
    ["PUT", `/${BUCKET}?website`, {}, 400, "MalformedXML"],
    ["PUT", `/${BUCKET}?logging`, {}, 400, "MalformedXML"],
    ["PUT", `/${BUCKET}?replication`, {}, 501, "NotImplemented"],
    ["GET", `/${BUCKET}/k?uploads`, {}, 501, "NotImplemented"],
    ["POST", `/${BUCKET}`, {}, 412, "PreconditionFailed"],
    ["PATCH", `/${BUCKET}/k`, {}, 405, "MethodNotAllowed"],
    ["POST", `/${BUCKET}/k`, {}, 405, "MethodNotAllowed"],
    ["DELETE", "/", {}, 405, "MethodNotAllowed"],
    ["PUT", `/${BUCKET}/k`, { "x-amz-copy-source": "nonsense" }, 400, "InvalidArgument"],
    ["PUT", `/${BUCKET}/k?partNumber=0&uploadId=x`, {}, 404, "NoSuchUpload"],
    ["PUT", `/${BUCKET}/k?partNumber=1`, {}, 400, "InvalidArgument"],
    ["PUT", `/${BUCKET}/k?partNumber=1`, { "x-amz-copy-source": `${BUCKET}/k` }, 400, "InvalidArgument"],
    ["PUT", `/${BUCKET}/k?uploadId=x`, {}, 405, "MethodNotAllowed"],
    ["GET", `/${BUCKET}/k`, { "x-amz-server-side-encryption": "AES256" }, 400, "InvalidArgument"],
    ["GET", `/${BUCKET}`, { "x-amz-server-side-encryption": "aws:kms" }, 400, "InvalidArgument"],
    [
      "PUT",
      `/${BUCKET}/k?partNumber=1&uploadId=x`,
      { "x-amz-server-side-encryption": "aws:kms" },
      400,
      "InvalidArgument",
    ],
    ["OPTIONS", `/${BUCKET}/k`, {}, 400, "BadRequest"],
    ["OPTIONS", `/${BUCKET}/k`, { origin: "http://localhost" }, 400, "BadRequest"],
    ["GET", `/${BUCKET}/k?attributes`, { "x-amz-object-attributes": "ETag" }, 404, "NoSuchKey"],
  ] as const)("%s %s %j: %d %s", async (method, path, headers, status, code) => {
    const answer = await wire.send(method, path, { ...headers });
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(wire.s3.objects(BUCKET)).toEqual([]);
  });

  test("buckets of another region need their constraint", async () => {
    const elsewhere = openWire("sa-east-1");
    const constraint = (region: string) =>
      `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
    expect((await elsewhere.send("PUT", "/new-bucket")).code).toBe("IllegalLocationConstraintException");
    expect((await elsewhere.send("PUT", "/new-bucket", {}, constraint("eu-west-1"))).code).toBe(
      "IllegalLocationConstraintException",
    );
    expect((await elsewhere.send("PUT", "/new-bucket", {}, constraint("sa-east-1"))).status).toBe(200);
    expect((await elsewhere.send("PUT", "/new-bucket", {}, constraint("sa-east-1"))).code).toBe(
      "BucketAlreadyOwnedByYou",
    );
    expect((await elsewhere.send("GET", "/new-bucket?location")).text).toContain(">sa-east-1</LocationConstraint>");
  });
});

describe("ranges that S3 ignores", () => {
  test.each(["bytes=1-0", "bytes=0-1,3-4", "lines=1-2", "bytes=-"])("%s", async (range) => {
    await wire.send("PUT", `/${BUCKET}/k`, {}, "hello");
    const answer = await wire.send("GET", `/${BUCKET}/k`, { range });
    expect([answer.status, answer.text]).toEqual([200, "hello"]);
  });

  test("an empty object has no range", async () => {
    await wire.send("PUT", `/${BUCKET}/k`);
    expect((await wire.send("GET", `/${BUCKET}/k`, { range: "bytes=0-" })).code).toBe("InvalidRange");
    expect((await wire.send("GET", `/${BUCKET}/k`, { range: "bytes=-1" })).code).toBe("InvalidRange");
  });
});

test.each(["x-amz-max-parts", "x-amz-part-number-marker"])("%s is a number", async (name) => {
  const created = await wire.send("POST", `/${BUCKET}/z?uploads`);
  const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(created.text)?.[1];
  const part = await wire.send("PUT", `/${BUCKET}/z?partNumber=1&uploadId=${uploadId}`, {}, "z");
  const body = `<CompleteMultipartUpload><Part><ETag>${part.headers.etag}</ETag><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>`;
  await wire.send("POST", `/${BUCKET}/z?uploadId=${uploadId}`, {}, body);
  const ask = (value: string) =>
    wire.send("GET", `/${BUCKET}/z?attributes`, { "x-amz-object-attributes": "ObjectParts", [name]: value });
  expect([(await ask("1")).status, (await ask("many")).code]).toEqual([200, "InvalidArgument"]);
});
