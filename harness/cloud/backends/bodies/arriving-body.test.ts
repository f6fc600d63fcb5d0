import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { CHECKSUM_ALGORITHMS, computeChecksum, isRunning } from "../../../emulator/s3/checksums/algorithms.ts";
import { BodyShelf } from "../../../network/body-shelf.ts";
import { ArrivingBody } from "./arriving-body.ts";
import { foreseenDigests } from "./foreseen-digests.ts";

const PIECE = Buffer.alloc(300_001, createHash("sha512").update("piece").digest());
const PIECES = 12;
const WHOLE = Buffer.concat(Array.from({ length: PIECES }, () => PIECE));

function shelfFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "arriving-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test.each(CHECKSUM_ALGORITHMS.filter(isRunning))(
  "a large body lies in a file, and its digests and its %s are known",
  async (checksum) => {
    const folder = shelfFolder();
    const body = new ArrivingBody(new BodyShelf(folder), { digests: ["md5", "sha256"], checksum });
    for (let count = 0; count < PIECES; count++) await body.write(Buffer.from(PIECE));
    const content = await body.end();
    expect(readdirSync(folder)).toHaveLength(1);
    expect(content.bytes().equals(WHOLE)).toBe(true);
    expect(content.takenChecksum?.(checksum)?.toString("base64")).toBe(computeChecksum(checksum, WHOLE));
    rmSync(folder, { recursive: true });
    // Known without the file.
    for (const name of ["md5", "sha256"] as const)
      expect(content.digest(name)).toBe(createHash(name).update(WHOLE).digest("hex"));
  },
);

test("pieces of a buffer that holds more leave the rest alone", async () => {
  const body = new ArrivingBody(new BodyShelf(shelfFolder()), { digests: ["md5"], checksum: undefined });
  for (let at = 0; at < WHOLE.length; at += 65_536) await body.write(WHOLE.subarray(at, at + 65_536));
  const content = await body.end();
  expect(content.bytes().equals(WHOLE)).toBe(true);
});

test("a file that cannot be written is told to whoever writes, and nothing is left", async () => {
  const folder = shelfFolder();
  const body = new ArrivingBody(new BodyShelf(join(folder, "none")), { digests: ["md5"], checksum: "CRC64NVME" });
  const sent = async (): Promise<void> => {
    for (let count = 0; count < PIECES; count++) await body.write(Buffer.from(PIECE));
    await body.end();
  };
  await expect(sent()).rejects.toThrow("ENOENT");
  body.abandon();
  expect(readdirSync(folder)).toEqual([]);
});

test("a body that outlives the process is removed by whoever keeps it, with all that was told of its bytes", async () => {
  const folder = shelfFolder();
  const removed: string[] = [];
  const keeping = { remove: (path: string) => void removed.push(path) };
  const body = new ArrivingBody(new BodyShelf(folder, { keeping, count: 6 }), {
    digests: ["md5"],
    checksum: undefined,
  });
  for (let count = 0; count < PIECES; count++) await body.write(Buffer.from(PIECE));
  const content = await body.end();
  const digests = new Map([["md5", createHash("md5").update(WHOLE).digest("hex")]]);
  expect(content.written()).toEqual({ kind: "file", name: "body-7", length: WHOLE.length, digests });
  content.keep();
  content.release();
  expect([removed, readdirSync(folder)]).toEqual([[join(folder, "body-7")], ["body-7"]]);
});

test("a sender that is faster than the disk waits, and goes on", async () => {
  const body = new ArrivingBody(new BodyShelf(shelfFolder()), { digests: [], checksum: "SHA1" });
  let waits = 0;
  for (let count = 0; count < 48; count++) {
    const room = body.write(Buffer.alloc(1 << 20, count));
    if (room) waits++;
    await room;
  }
  expect(waits).toBeGreaterThan(0);
  expect((await body.end()).length).toBe(48 << 20);
});

test("clients that stop in the middle hold up nobody", async () => {
  const shelf = new BodyShelf(shelfFolder());
  const stopped = Array.from({ length: 20 }, () => new ArrivingBody(shelf, { digests: [], checksum: undefined }));
  for (const body of stopped) await body.write(Buffer.alloc(1_100_000, 1));
  const body = new ArrivingBody(shelf, { digests: ["md5"], checksum: undefined });
  for (let count = 0; count < PIECES; count++) await body.write(Buffer.from(PIECE));
  expect((await body.end()).bytes().equals(WHOLE)).toBe(true);
  for (const one of stopped) one.abandon();
});

test.each([
  [{}, ["md5"], "CRC64NVME"],
  [{ "x-amz-content-sha256": "UNSIGNED-PAYLOAD", "x-amz-checksum-crc32": "AAAAAA==" }, ["md5"], "CRC32"],
  [{ "x-amz-content-sha256": "0".repeat(64) }, ["md5", "sha256"], "CRC64NVME"],
  [{ "x-amz-checksum-xxhash64": "AAAAAAAAAAA=" }, ["md5"], undefined],
  [{ "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER" }, [], undefined],
])("what S3 will ask of the body behind %j is foreseen", (headers, digests, checksum) => {
  expect(foreseenDigests({ method: "PUT", path: "/b/k", headers })).toEqual({ digests, checksum });
});
