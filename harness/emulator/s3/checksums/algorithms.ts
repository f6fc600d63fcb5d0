import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { type Content, MemoryContent } from "../../../network/content.ts";
import { crc32c } from "./crc32c.ts";
import { CRC64NVME } from "./crc64nvme.ts";

export const CHECKSUM_ALGORITHMS = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

const BYTES: Readonly<Record<ChecksumAlgorithm, number>> = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 };

/** Base64 of the big-endian checksum, as every S3 header and element carries it. */
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

function digest(algorithm: ChecksumAlgorithm, data: Content): Buffer {
  switch (algorithm) {
    case "CRC32":
      return bigEndian32(piecewise(data, crc32));
    case "CRC32C":
      return bigEndian32(piecewise(data, crc32c));
    case "CRC64NVME": {
      const checksum = new CRC64NVME();
      data.show((piece) => checksum.update(piece));
      return checksum.digest();
    }
    case "SHA1": {
      const hash = createHash("sha1");
      data.show((piece) => hash.update(piece));
      return hash.digest();
    }
    case "SHA256":
      return Buffer.from(data.digest("sha256"), "hex");
  }
}

function piecewise(data: Content, checksum: (piece: Buffer, before: number) => number): number {
  let value = 0;
  data.show((piece) => {
    value = checksum(piece, value);
  });
  return value;
}

function bigEndian32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
