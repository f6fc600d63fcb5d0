import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { type Content, MemoryContent } from "../../../network/content.ts";
import { crc32c } from "./crc32c.ts";
import { CRC64NVME } from "./crc64nvme.ts";
import { XXHASH_ALGORITHMS, xxhashDigest } from "./xxhash.ts";

/** Those that can be taken while bytes come, piece by piece. */
const RUNNING_ALGORITHMS = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256", "SHA512", "MD5"] as const;
export type RunningAlgorithm = (typeof RUNNING_ALGORITHMS)[number];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html#AmazonS3-PutObject-request-header-ChecksumAlgorithm */
export const CHECKSUM_ALGORITHMS = [...RUNNING_ALGORITHMS, ...XXHASH_ALGORITHMS] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

const BYTES: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
  SHA512: 64,
  MD5: 16,
  XXHASH64: 8,
  XXHASH3: 8,
  XXHASH128: 16,
};

/** Base64 of the big-endian checksum, as every S3 header and element carries it. Those of xxHash must have been loaded. */
export function computeChecksum(algorithm: ChecksumAlgorithm, data: Buffer | Content): string {
  return digest(algorithm, Buffer.isBuffer(data) ? new MemoryContent(data) : data).toString("base64");
}

export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** `ChecksumSHA256`: the member of requests and answers in XML. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`;
}

/** Whether the text is the base64 of a value as long as the algorithm's. */
export function isWellFormedChecksum(algorithm: ChecksumAlgorithm, text: string): boolean {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === BYTES[algorithm] && bytes.toString("base64") === text;
}

export function parseChecksumAlgorithm(text: string): ChecksumAlgorithm | undefined {
  return CHECKSUM_ALGORITHMS.find((algorithm) => algorithm === text.toUpperCase());
}

/** Whether an upload in parts can have the checksum of the whole object: only CRCs can be put together from those of parts. */
export function canBeOfWhole(algorithm: ChecksumAlgorithm): boolean {
  return algorithm.startsWith("CRC");
}

export function isRunning(algorithm: ChecksumAlgorithm): algorithm is RunningAlgorithm {
  return RUNNING_ALGORITHMS.some((running) => running === algorithm);
}

/** A checksum of bytes that come piece by piece. */
export interface RunningChecksum {
  update(piece: Uint8Array): unknown;
  /** Big-endian. */
  digest(): Buffer;
}

export function startChecksum(algorithm: RunningAlgorithm): RunningChecksum {
  switch (algorithm) {
    case "CRC32":
      return runningCrc32(crc32);
    case "CRC32C":
      return runningCrc32(crc32c);
    case "CRC64NVME":
      return new CRC64NVME();
    case "SHA1":
      return createHash("sha1");
    case "SHA256":
      return createHash("sha256");
    case "SHA512":
      return createHash("sha512");
    case "MD5":
      return createHash("md5");
  }
}

function digest(algorithm: ChecksumAlgorithm, data: Content): Buffer {
  const taken = data.takenChecksum?.(algorithm);
  if (taken) return taken;
  if (algorithm === "SHA256") return Buffer.from(data.digest("sha256"), "hex");
  if (algorithm === "MD5") return Buffer.from(data.digest("md5"), "hex");
  if (!isRunning(algorithm)) return xxhashDigest(algorithm, data);
  const checksum = startChecksum(algorithm);
  data.show((piece) => void checksum.update(piece));
  return checksum.digest();
}

function runningCrc32(crc: (piece: Uint8Array, before: number) => number): RunningChecksum {
  let value = 0;
  return {
    update(piece) {
      value = crc(piece, value);
    },
    digest: () => bigEndian32(value),
  };
}

function bigEndian32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
