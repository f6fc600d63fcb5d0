import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { CHECKSUM_ALGORITHMS, checksumHeader, computeChecksum } from "../checksums/algorithms.ts";
import { loadXxhash } from "../checksums/xxhash.ts";
import { BUCKET, openWire, type Wire } from "./wire.ts";

const SHA256 = computeChecksum("SHA256", Buffer.from("hello"));
const OTHER_SHA256 = computeChecksum("SHA256", Buffer.from("other"));

let wire: Wire;
beforeEach(() => {
  wire = openWire();
});
const put = (headers: Record<string, string | undefined>, body: string | Buffer = "hello") =>
  wire.send("PUT", `/${BUCKET}/k`, headers, body);
const nothingStored = () => expect(wire.s3.objects(BUCKET)).toEqual([]);

describe("checksum headers", () => {
  test.each(CHECKSUM_ALGORITHMS)("%s", async (algorithm) => {
    await loadXxhash();
    const header = checksumHeader(algorithm);
    const value = computeChecksum(algorithm, Buffer.from("hello"));
    const right = await put({ [header]: value });
    expect([right.status, right.headers[header], right.headers["x-amz-checksum-type"]]).toEqual([
      200,
      value,
      "FULL_OBJECT",
    ]);
    const wrong = await put({ [header]: computeChecksum(algorithm, Buffer.from("other")) });
    expect([wrong.status, wrong.code, wrong.message]).toEqual([
      400,
      "BadDigest",
      `The ${algorithm} you specified did not match the calculated checksum.`,
    ]);
    const malformed = await put({ [header]: "c2hvcnQ=" });
    expect([malformed.status, malformed.code, malformed.message]).toEqual([
      400,
      "InvalidRequest",
      `Value for ${header} header is invalid.`,
    ]);
  });

  test("xxHash of an upload in parts and of a copy", async () => {
    await loadXxhash();
    const xxhash = (...texts: string[]) =>
      computeChecksum("XXHASH128", Buffer.concat(texts.map((text) => Buffer.from(text))));
    const plan = { "x-amz-checksum-algorithm": "XXHASH128" };
    const begun = await wire.send("POST", `/${BUCKET}/parts?uploads`, plan);
    expect(begun.headers["x-amz-checksum-type"]).toBe("COMPOSITE");
    const at = `/${BUCKET}/parts?uploadId=${/<UploadId>(\w+)/.exec(begun.text)?.[1]}`;
    const claim = { "x-amz-checksum-xxhash128": xxhash("hello") };
    const part = await wire.send("PUT", `${at}&partNumber=1`, claim, "hello");
    const named = `<PartNumber>1</PartNumber><ETag>${part.headers.etag}</ETag><ChecksumXXHASH128>${xxhash("hello")}</ChecksumXXHASH128>`;
    const document = `<CompleteMultipartUpload><Part>${named}</Part></CompleteMultipartUpload>`;
    const completed = await wire.send("POST", at, {}, document);
    const ofParts = computeChecksum("XXHASH128", Buffer.from(xxhash("hello"), "base64"));
    expect(completed.text).toContain(`<ChecksumXXHASH128>${ofParts}-1</ChecksumXXHASH128>`);
    const copy = await wire.send("PUT", `/${BUCKET}/copy`, { "x-amz-copy-source": `/${BUCKET}/parts` });
    expect(copy.text).toContain(`<ChecksumXXHASH128>${xxhash("hello")}</ChecksumXXHASH128>`);
    const whole = { ...plan, "x-amz-checksum-type": "FULL_OBJECT" };
    expect((await wire.send("POST", `/${BUCKET}/parts?uploads`, whole)).code).toBe("InvalidRequest");
  });

  test("two are one too many", async () => {
    const answer = await put({ "x-amz-checksum-sha256": SHA256, "x-amz-checksum-crc32": "NhCmhg==" });
    expect([answer.status, answer.code]).toEqual([400, "InvalidRequest"]);
    nothingStored();
  });

  test("a named algorithm needs its checksum", async () => {
    expect((await put({ "x-amz-sdk-checksum-algorithm": "SHA256" })).code).toBe("InvalidRequest");
    const other = await put({ "x-amz-sdk-checksum-algorithm": "CRC32", "x-amz-checksum-sha256": SHA256 });
    expect(other.message).toBe("Value for x-amz-sdk-checksum-algorithm header is invalid.");
    nothingStored();
  });

  test("without any the object gets CRC64NVME, told only to those who ask", async () => {
    const crc64nvme = computeChecksum("CRC64NVME", Buffer.from("hello"));
    expect((await put({})).headers["x-amz-checksum-crc64nvme"]).toBe(crc64nvme);
    for (const method of ["GET", "HEAD"]) {
      const plain = await wire.send(method, `/${BUCKET}/k`);
      expect(Object.keys(plain.headers).filter((name) => name.startsWith("x-amz-checksum"))).toEqual([]);
      const asked = await wire.send(method, `/${BUCKET}/k`, { "x-amz-checksum-mode": "ENABLED" });
      expect(asked.headers).toMatchObject({
        "x-amz-checksum-crc64nvme": crc64nvme,
        "x-amz-checksum-type": "FULL_OBJECT",
        "content-length": "5",
      });
      const part = await wire.send(method, `/${BUCKET}/k`, { "x-amz-checksum-mode": "ENABLED", range: "bytes=0-1" });
      expect(part.headers["x-amz-checksum-crc64nvme"]).toBeUndefined();
    }
  });
});

describe("Content-MD5 and x-amz-content-sha256", () => {
  test("a wrong MD5 is BadDigest with both values, a malformed one InvalidDigest", async () => {
    const md5 = (text: string) => createHash("md5").update(text).digest("base64");
    expect((await put({ "content-md5": md5("hello") })).status).toBe(200);
    const wrong = await put({ "content-md5": md5("other") });
    expect([wrong.status, wrong.code]).toEqual([400, "BadDigest"]);
    expect(wrong.text).toContain(`<CalculatedDigest>${md5("hello")}</CalculatedDigest>`);
    expect((await put({ "content-md5": "nonsense" })).code).toBe("InvalidDigest");
  });

  test("a false payload hash is XAmzContentSHA256Mismatch", async () => {
    const declared = createHash("sha256").update("other").digest("hex");
    const answer = await put({ "x-amz-content-sha256": declared });
    expect([answer.status, answer.code]).toEqual([400, "XAmzContentSHA256Mismatch"]);
    expect(answer.text).toContain(`<ClientComputedContentSHA256>${declared}</ClientComputedContentSHA256>`);
    expect((await put({ "x-amz-content-sha256": "hash" })).code).toBe("InvalidArgument");
    nothingStored();
    expect((await put({ "x-amz-content-sha256": "UNSIGNED-PAYLOAD" })).status).toBe(200);
  });

  test("signed chunks are taken; elliptic signatures are refused by name", async () => {
    const frames = `5;chunk-signature=${"a".repeat(64)}\r\nhello\r\n0;chunk-signature=${"b".repeat(64)}\r\n\r\n`;
    const streamed = {
      "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
      "x-amz-decoded-content-length": "5",
    };
    const taken = await wire.send("PUT", `/${BUCKET}/chunks`, streamed, frames);
    expect([taken.status, wire.s3.read(BUCKET, "chunks")?.toString()]).toEqual([200, "hello"]);
    const answer = await put({ "x-amz-content-sha256": "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD" });
    expect([answer.status, answer.code]).toEqual([501, "NotImplemented"]);
    expect(answer.message).toContain("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD");
  });

  test("a body without a length is 411", async () => {
    const answer = await put({ "content-length": undefined, "transfer-encoding": "chunked" });
    expect([answer.status, answer.code]).toEqual([411, "MissingContentLength"]);
    nothingStored();
  });
});

describe("aws-chunked", () => {
  const framed = (body: string | Buffer, headers: Record<string, string> = {}) =>
    put(
      {
        "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "content-encoding": "aws-chunked",
        "x-amz-decoded-content-length": "5",
        "x-amz-trailer": "x-amz-checksum-crc32",
        ...headers,
      },
      body,
    );

  test("frames and trailer as the SDK writes them", async () => {
    const answer = await framed("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n");
    expect([answer.status, answer.headers["x-amz-checksum-crc32"]]).toEqual([200, "NhCmhg=="]);
    expect(wire.s3.read(BUCKET, "k")?.toString()).toBe("hello");
    expect((await wire.send("HEAD", `/${BUCKET}/k`)).headers["content-encoding"]).toBeUndefined();
    const many = await framed("2\r\nhe\r\n3\r\nllo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", {
      "content-encoding": "gzip,aws-chunked",
    });
    expect(many.status).toBe(200);
    expect((await wire.send("HEAD", `/${BUCKET}/k`)).headers["content-encoding"]).toBe("gzip");
  });

  test.each([
    ["the trailer is wrong", "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", {}, "BadDigest"],
    ["the trailer is malformed", "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:x\r\n\r\n", {}, "InvalidRequest"],
    [
      "another trailer was announced",
      "5\r\nhello\r\n0\r\nx-amz-checksum-sha256:x\r\n\r\n",
      {},
      "MalformedTrailerError",
    ],
    ["the announced trailer is missing", "5\r\nhello\r\n0\r\n\r\n", {}, "MalformedTrailerError"],
    ["a trailer has no colon", "5\r\nhello\r\n0\r\nnonsense\r\n\r\n", {}, "MalformedTrailerError"],
    [
      "the length is another",
      "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
      { "x-amz-decoded-content-length": "6" },
      "IncompleteBody",
    ],
    ["the last chunk is missing", "5\r\nhello\r\n", {}, "IncompleteBody"],
    ["a chunk is short", "9\r\nhello\r\n0\r\n\r\n", {}, "IncompleteBody"],
    ["there are no frames", "hello", {}, "IncompleteBody"],
  ])("when %s", async (_, body, headers, code) => {
    const answer = await framed(body, headers);
    expect([answer.status, answer.code]).toEqual([400, code]);
    nothingStored();
  });

  test("a malformed trailing checksum is named as such", async () => {
    const answer = await framed("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:x\r\n\r\n");
    expect(answer.message).toBe("Value for x-amz-checksum-crc32 trailing header is invalid.");
  });
});

test("a checksum in a presigned query is ignored, in the header enforced", async () => {
  const presigned = `/${BUCKET}/k?X-Amz-Signature=0&X-Amz-Checksum-Sha256=${encodeURIComponent(OTHER_SHA256)}`;
  const send = (headers: Record<string, string>) =>
    wire.send("PUT", presigned, { "x-amz-content-sha256": "UNSIGNED-PAYLOAD", ...headers }, "hello");
  expect((await send({})).status).toBe(200);
  expect((await send({ "x-amz-checksum-sha256": OTHER_SHA256 })).code).toBe("BadDigest");
});
