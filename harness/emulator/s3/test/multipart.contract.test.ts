import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BUCKET, FRONTS, startTestCloud, type TestCloud } from "../../../cloud/backends/test/fronts.ts";

const PART_BYTES = 5 * 1024 * 1024;
const FIRST = Buffer.alloc(PART_BYTES, "first part ");
const LAST = Buffer.from("the last part may be small");
const WHOLE = Buffer.concat([FIRST, LAST]);

const md5 = (data: Buffer): Buffer => createHash("md5").update(data).digest();
const sha256 = (data: Buffer): Buffer => createHash("sha256").update(data).digest();
const compositeSha256 = `${sha256(Buffer.concat([sha256(FIRST), sha256(LAST)])).toString("base64")}-2`;
const etag = `"${md5(Buffer.concat([md5(FIRST), md5(LAST)])).toString("hex")}-2"`;

function crc32Base64(data: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(data));
  return bytes.toString("base64");
}

describe.each(FRONTS)("multipart uploads over %s", (front) => {
  let cloud: TestCloud;
  let s3: S3Client;
  const at = { Bucket: BUCKET, Key: "28/processed/zip/20.zip" };

  beforeEach(async () => {
    cloud = await startTestCloud(front);
    cloud.s3.createBucket(BUCKET);
    s3 = await cloud.clients.s3({ presigning: true });
  });
  afterEach(async () => {
    s3.destroy();
    await cloud[Symbol.asyncDispose]();
  });

  const create = async (more: Partial<CreateMultipartUploadCommandInput> = {}) => {
    const created = await s3.send(new CreateMultipartUploadCommand({ ...at, ContentType: "application/zip", ...more }));
    return { ...at, UploadId: created.UploadId ?? "" };
  };
  const refusal = (answer: Promise<unknown>) =>
    answer.then(
      () => expect.unreachable("the request was not refused"),
      (error) => error,
    );

  test("lib-storage uploads 6 MiB in parts, which arrive out of order", async () => {
    const Body = Buffer.alloc(6 * 1024 * 1024, "zip");
    const plain = await cloud.clients.s3();
    await new Upload({ client: plain, params: { ...at, Body }, partSize: PART_BYTES, queueSize: 4 }).done();
    expect(cloud.s3.read(BUCKET, at.Key)?.equals(Body)).toBe(true);
    plain.destroy();
  });

  test("composite SHA256: parts carry it, the object gets base64-N, ETag md5-N", async () => {
    const upload = await create({ ChecksumAlgorithm: "SHA256" });
    const parts = [];
    for (const [PartNumber, Body] of [
      [2, LAST],
      [1, FIRST],
    ] as const) {
      const part = await s3.send(
        new UploadPartCommand({ ...upload, PartNumber, Body, ChecksumSHA256: sha256(Body).toString("base64") }),
      );
      expect(part.ETag).toBe(`"${md5(Body).toString("hex")}"`);
      parts.unshift({ PartNumber, ETag: part.ETag, ChecksumSHA256: part.ChecksumSHA256 });
    }
    const listed = await s3.send(new ListPartsCommand(upload));
    expect(listed).toMatchObject({ ChecksumAlgorithm: "SHA256", ChecksumType: "COMPOSITE", IsTruncated: false });
    expect(listed.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, PART_BYTES],
      [2, LAST.length],
    ]);

    const complete = new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } });
    const completed = await s3.send(complete);
    expect(completed).toMatchObject({ ETag: etag, ChecksumSHA256: compositeSha256, ChecksumType: "COMPOSITE" });
    const read = await s3.send(new GetObjectCommand({ ...at, ChecksumMode: "ENABLED" }));
    expect(read).toMatchObject({ ETag: etag, ChecksumSHA256: compositeSha256, ContentType: "application/zip" });
    expect(cloud.s3.read(BUCKET, at.Key)?.equals(WHOLE)).toBe(true);
    // The answer was lost, the client sends it again.
    expect((await s3.send(complete)).ETag).toBe(etag);
  });

  test("full-object CRC32 is compared with the whole", async () => {
    const uploaded = async () => {
      const upload = await create({ ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" });
      const Parts = [];
      for (const [index, Body] of [FIRST, LAST].entries()) {
        const PartNumber = index + 1;
        const part = await s3.send(
          new UploadPartCommand({ ...upload, PartNumber, Body, ChecksumCRC32: crc32Base64(Body) }),
        );
        Parts.push({ PartNumber, ETag: part.ETag });
      }
      return { ...upload, MultipartUpload: { Parts }, ChecksumType: "FULL_OBJECT" as const };
    };
    const right = await s3.send(
      new CompleteMultipartUploadCommand({ ...(await uploaded()), ChecksumCRC32: crc32Base64(WHOLE) }),
    );
    expect(right).toMatchObject({ ChecksumCRC32: crc32Base64(WHOLE), ChecksumType: "FULL_OBJECT" });
    const wrong = s3.send(
      new CompleteMultipartUploadCommand({ ...(await uploaded()), ChecksumCRC32: crc32Base64(LAST) }),
    );
    expect(await refusal(wrong)).toMatchObject({ name: "BadDigest", $metadata: { httpStatusCode: 400 } });
    const size = s3.send(new CompleteMultipartUploadCommand({ ...(await uploaded()), MpuObjectSize: 7 }));
    expect(await refusal(size)).toMatchObject({ name: "InvalidRequest" });
  });

  test("without an algorithm the object has CRC64NVME of the whole", async () => {
    const upload = await create();
    const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: "123456789" }));
    const completed = await s3.send(
      new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }),
    );
    expect(completed).toMatchObject({
      ChecksumCRC64NVME: Buffer.from("ae8b14860a799888", "hex").toString("base64"),
      ChecksumType: "FULL_OBJECT",
    });
  });

  test("what an upload's parts must be", async () => {
    const upload = await create();
    const part = async (PartNumber: number, Body: Buffer) => ({
      PartNumber,
      ETag: (await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }))).ETag,
    });
    const [small, last] = [await part(1, LAST), await part(2, LAST)];
    const complete = (Parts: { PartNumber: number; ETag: string | undefined }[]) =>
      refusal(s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })));
    expect(await complete([last, small])).toMatchObject({ name: "InvalidPartOrder" });
    expect(await complete([small, { PartNumber: 3, ETag: last.ETag }])).toMatchObject({ name: "InvalidPart" });
    expect(await complete([{ PartNumber: 1, ETag: '"0123"' }])).toMatchObject({ name: "InvalidPart" });
    expect(await complete([small, last])).toMatchObject({ name: "EntityTooSmall", MinSizeAllowed: "5242880" });
    expect(cloud.s3.objects(BUCKET)).toEqual([]);
  });

  test("an upload that names its algorithm wants it from parts and from the completion", async () => {
    const upload = await create({ ChecksumAlgorithm: "SHA256" });
    const other = new UploadPartCommand({ ...upload, PartNumber: 1, Body: LAST, ChecksumCRC32: crc32Base64(LAST) });
    expect(await refusal(s3.send(other))).toMatchObject({
      message: "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32",
    });
    const ChecksumSHA256 = sha256(LAST).toString("base64");
    const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: LAST, ChecksumSHA256 }));
    const complete = (Part: object) =>
      refusal(
        s3.send(
          new CompleteMultipartUploadCommand({
            ...upload,
            MultipartUpload: { Parts: [{ PartNumber: 1, ETag, ...Part }] },
          }),
        ),
      );
    expect(await complete({})).toMatchObject({
      name: "InvalidRequest",
      message:
        "The upload was created using a sha256 checksum. The complete request must include the checksum for each part. It was missing for part 1 in the request.",
    });
    expect(await complete({ ChecksumSHA256: sha256(FIRST).toString("base64") })).toMatchObject({ name: "InvalidPart" });
  });

  test("FULL_OBJECT is impossible with SHA, COMPOSITE with CRC64NVME", async () => {
    for (const [ChecksumAlgorithm, ChecksumType] of [
      ["SHA256", "FULL_OBJECT"],
      ["SHA1", "FULL_OBJECT"],
      ["CRC64NVME", "COMPOSITE"],
    ] as const) {
      expect(await refusal(create({ ChecksumAlgorithm, ChecksumType }))).toMatchObject({ name: "InvalidRequest" });
    }
  });

  test("an aborted upload is gone", async () => {
    const upload = await create();
    await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: LAST }));
    await s3.send(new AbortMultipartUploadCommand(upload));
    for (const command of [
      new UploadPartCommand({ ...upload, PartNumber: 2, Body: LAST }),
      new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: "x" }] } }),
    ]) {
      expect(await refusal(s3.send(command as UploadPartCommand))).toMatchObject({
        name: "NoSuchUpload",
        $metadata: { httpStatusCode: 404 },
      });
    }
  });
});
