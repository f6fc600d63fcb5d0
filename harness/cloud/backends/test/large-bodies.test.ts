import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, onTestFinished, test } from "vitest";
import { BodyShelf } from "../../../network/body-shelf.ts";
import { BUCKET, startTestCloud } from "./fronts.ts";

const MIB = 1 << 20;
/** Bytes that differ at every place. */
const bytes = (length: number, seed = 1): Buffer => {
  const block = Buffer.alloc(65_536, createHash("sha512").update(String(seed)).digest());
  return Buffer.concat(Array.from({ length: Math.ceil(length / block.length) }, () => block)).subarray(0, length);
};
const LARGE = bytes(3 * MIB + 5);

async function openShelf() {
  const folder = mkdtempSync(join(tmpdir(), "shelf-"));
  const cloud = await startTestCloud("loopback", { shelf: new BodyShelf(folder) });
  cloud.s3.createBucket(BUCKET);
  onTestFinished(async () => {
    await cloud[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });
  const s3 = await cloud.clients.s3();
  const at = (Key: string) => ({ Bucket: BUCKET, Key });
  const read = async (Key: string, Range?: string) => {
    const { Body } = await s3.send(new GetObjectCommand({ ...at(Key), Range }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  return { cloud, s3, at, read, files: () => readdirSync(folder).length };
}

test("a large object lies on disk until it is deleted or replaced", async () => {
  const { s3, at, read, files } = await openShelf();
  await s3.send(new PutObjectCommand({ ...at("a"), Body: LARGE }));
  expect(files()).toBe(1);
  expect((await read("a")).equals(LARGE)).toBe(true);
  expect((await read("a", `bytes=${MIB - 3}-${2 * MIB + 9}`)).equals(LARGE.subarray(MIB - 3, 2 * MIB + 10))).toBe(true);
  expect((await read("a", "bytes=-4")).equals(LARGE.subarray(-4))).toBe(true);
  const { ETag, ContentLength } = await s3.send(new HeadObjectCommand(at("a")));
  expect([ETag, ContentLength]).toEqual([`"${createHash("md5").update(LARGE).digest("hex")}"`, LARGE.length]);
  await s3.send(new PutObjectCommand({ ...at("a"), Body: LARGE }));
  expect(files()).toBe(1);
  await s3.send(new PutObjectCommand({ ...at("a"), Body: "small" }));
  expect(files()).toBe(0);
  await s3.send(new PutObjectCommand({ ...at("b"), Body: LARGE }));
  await s3.send(new DeleteObjectCommand(at("b")));
  expect(files()).toBe(0);
});

test("a copy shares the bytes, and they stay until both are gone", async () => {
  const { s3, at, read, files } = await openShelf();
  await s3.send(new PutObjectCommand({ ...at("a"), Body: LARGE }));
  await s3.send(new CopyObjectCommand({ ...at("b"), CopySource: `${BUCKET}/a` }));
  await s3.send(new DeleteObjectCommand(at("a")));
  expect([files(), (await read("b")).equals(LARGE)]).toEqual([1, true]);
  await s3.send(new DeleteObjectCommand(at("b")));
  expect(files()).toBe(0);
});

test("versions keep theirs", async () => {
  const { s3, at, files } = await openShelf();
  const VersioningConfiguration = { Status: "Enabled" } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration }));
  const { VersionId } = await s3.send(new PutObjectCommand({ ...at("a"), Body: LARGE }));
  await s3.send(new PutObjectCommand({ ...at("a"), Body: LARGE }));
  await s3.send(new DeleteObjectCommand(at("a")));
  expect(files()).toBe(2);
  await s3.send(new DeleteObjectCommand({ ...at("a"), VersionId }));
  expect(files()).toBe(1);
});

test("frames are taken off on disk, and trailing checksums hold", async () => {
  const { s3, at, read, files } = await openShelf();
  // A stream of known length goes out as aws-chunked with a trailing checksum.
  const Body = Readable.from([LARGE.subarray(0, 7), LARGE.subarray(7)]);
  await s3.send(
    new PutObjectCommand({ ...at("a"), Body, ContentLength: LARGE.length, ChecksumAlgorithm: "CRC64NVME" }),
  );
  expect([files(), (await read("a")).equals(LARGE)]).toEqual([1, true]);
});

test.each(["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const)(
  "a wrong %s leaves nothing behind",
  async (name) => {
    const { s3, at, files } = await openShelf();
    const wrong = Buffer.alloc({ CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 }[name]).toString("base64");
    const put = s3.send(new PutObjectCommand({ ...at("a"), Body: LARGE, [`Checksum${name}`]: wrong }));
    await expect(put).rejects.toThrow("did not match the calculated checksum");
    expect(files()).toBe(0);
  },
);

test("an upload in parts: the object takes over its parts, all else is removed", async () => {
  const { s3, at, read, files } = await openShelf();
  const parts = [bytes(5 * MIB, 1), bytes(6 * MIB, 2), Buffer.from("the end")];
  const begin = async () => (await s3.send(new CreateMultipartUploadCommand(at("m")))).UploadId;
  const put = async (UploadId: string | undefined, PartNumber: number, Body: Buffer) => ({
    PartNumber,
    ETag: (await s3.send(new UploadPartCommand({ ...at("m"), UploadId, PartNumber, Body }))).ETag,
  });
  const UploadId = await begin();
  await put(UploadId, 1, bytes(5 * MIB, 9));
  const Parts = [];
  for (const [index, part] of parts.entries()) Parts.push(await put(UploadId, index + 1, part));
  await put(UploadId, 7, bytes(5 * MIB, 7));
  expect(files()).toBe(3);
  const complete = new CompleteMultipartUploadCommand({ ...at("m"), UploadId, MultipartUpload: { Parts } });
  const { ETag } = await s3.send(complete);
  expect(files()).toBe(2);
  const whole = Buffer.concat(parts);
  expect((await read("m")).equals(whole)).toBe(true);
  const seam = 5 * MIB;
  expect((await read("m", `bytes=${seam - 2}-${seam + 1}`)).equals(whole.subarray(seam - 2, seam + 2))).toBe(true);
  const across = await read("m", `bytes=1-${11 * MIB + 2}`);
  expect(across.equals(whole.subarray(1, 11 * MIB + 3))).toBe(true);
  await s3.send(new DeleteObjectCommand(at("m")));
  expect(files()).toBe(0);
  // A client whose answer was lost gets it again, though nothing is left of the object.
  expect((await s3.send(complete)).ETag).toBe(ETag);

  const aborted = await begin();
  await put(aborted, 1, bytes(5 * MIB));
  await s3.send(new AbortMultipartUploadCommand({ ...at("m"), UploadId: aborted }));
  expect(files()).toBe(0);
  await put(await begin(), 1, bytes(5 * MIB));
  await s3.send(new DeleteBucketCommand({ Bucket: BUCKET }));
  expect(files()).toBe(0);
});

test("who still reads an object that is deleted gets all of it", async () => {
  const { s3, at, files } = await openShelf();
  const whole = bytes(64 * MIB);
  await s3.send(new PutObjectCommand({ ...at("a"), Body: whole }));
  const { Body } = await s3.send(new GetObjectCommand(at("a")));
  await s3.send(new DeleteObjectCommand(at("a")));
  expect(files()).toBe(1);
  expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(whole)).toBe(true);
  await expect.poll(files).toBe(0);
});

test("a reader that goes away lets go of it too", async () => {
  const { s3, at, files } = await openShelf();
  await s3.send(new PutObjectCommand({ ...at("a"), Body: bytes(64 * MIB) }));
  const url = await getSignedUrl(s3, new GetObjectCommand(at("a")));
  const asked = httpRequest(url, (answer) => answer.once("readable", () => answer.destroy()));
  asked.end();
  await new Promise((resolve) => asked.once("close", resolve));
  await s3.send(new DeleteObjectCommand(at("a")));
  await expect.poll(files).toBe(0);
});

test("a client that goes away in mid-upload leaves nothing behind", async () => {
  const { cloud, s3, at, files } = await openShelf();
  const socket = connect(Number(new URL(cloud.url).port), "127.0.0.1");
  socket.write(`PUT /${BUCKET}/a HTTP/1.1\r\nHost: h\r\nContent-Length: ${8 * MIB}\r\n\r\n`);
  socket.write(LARGE);
  await expect.poll(files).toBe(1);
  socket.destroy();
  await expect.poll(files).toBe(0);
  await s3.send(new PutObjectCommand({ ...at("a"), Body: "x" }));
});
