import fc from "fast-check";
import { expect, test } from "vitest";
import { computeChecksum } from "./algorithms.ts";
import { crc32c } from "./crc32c.ts";
import { CRC64NVME } from "./crc64nvme.ts";
import { loadXxhash } from "./xxhash.ts";

/** The CRC catalogue's check value is the checksum of "123456789". */
const crc64nvme = (data: Uint8Array): Buffer => new CRC64NVME().update(data).digest();
const CHECK = Buffer.from("123456789");

/** The definition, bit by bit, for reflected polynomials. */
function bitwise(data: Uint8Array, width: 32n | 64n, polynomial: bigint): bigint {
  const ones = (1n << width) - 1n;
  let crc = ones;
  for (const byte of data) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
  }
  return crc ^ ones;
}

test("CRC-32C", () => {
  expect(crc32c(CHECK)).toBe(0xe3069283);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (data) => {
      expect(BigInt(crc32c(data))).toBe(bitwise(data, 32n, 0x82f63b78n));
    }),
  );
});

test("CRC-64/NVME", () => {
  expect(crc64nvme(CHECK).toString("hex")).toBe("ae8b14860a799888");
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (data) => {
      expect(crc64nvme(data).readBigUInt64BE()).toBe(bitwise(data, 64n, 0x9a6c9329ac4bc9b5n));
    }),
  );
});

test("CRC-64/NVME in pieces of every length, of several bodies at a time, is that of the whole", () => {
  const data = fc.uint8Array({ minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.array(data, { maxLength: 8 }), (pieces) => {
      const [one, other] = [new CRC64NVME(), new CRC64NVME()];
      for (const piece of pieces) {
        one.update(piece);
        other.update(piece.toReversed());
      }
      expect(one.digest()).toEqual(crc64nvme(Buffer.concat(pieces)));
      expect(other.digest()).toEqual(crc64nvme(Buffer.concat(pieces.map((piece) => piece.toReversed()))));
    }),
  );
  const large = Buffer.alloc(200_003, "0123456789");
  const [head, tail] = [large.subarray(0, 65_537), large.subarray(65_537)];
  expect(crc64nvme(large)).toEqual(new CRC64NVME().update(head).update(tail).digest());
  expect(crc64nvme(large).readBigUInt64BE()).toBe(bitwise(large, 64n, 0x9a6c9329ac4bc9b5n));
});

/** What the reference implementation 0.8.4 (python-xxhash 4.1.0) says of "123456789", and the bytes 0 to 250 in turn, 100,000 of them. */
test.each([
  ["XXHASH64", "8cb841db40e6ae83", "4cf75ee72cd8f4cc"],
  ["XXHASH3", "72dcb18b67a17dff", "42c23aeead96750d"],
  ["XXHASH128", "33119477ede5dcd5e9716427681d5860", "54182c58bbb1337c42c23aeead96750d"],
] as const)("%s", async (algorithm, short, long) => {
  await loadXxhash();
  const hex = (data: Buffer) => Buffer.from(computeChecksum(algorithm, data), "base64").toString("hex");
  const many = Buffer.from(Uint8Array.from({ length: 100_000 }, (_, index) => index % 251));
  expect([hex(CHECK), hex(many), hex(CHECK)]).toEqual([short, long, short]);
});

test("a part of a larger buffer is only itself", () => {
  const view = Buffer.from("xx123456789xx").subarray(2, 11);
  expect([crc32c(view), crc64nvme(view)]).toEqual([0xe3069283, crc64nvme(CHECK)]);
});
