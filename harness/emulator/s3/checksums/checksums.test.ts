import fc from "fast-check";
import { expect, test } from "vitest";
import { crc32c } from "./crc32c.ts";
import { CRC64NVME } from "./crc64nvme.ts";

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

test("a part of a larger buffer is only itself", () => {
  const view = Buffer.from("xx123456789xx").subarray(2, 11);
  expect([crc32c(view), crc64nvme(view)]).toEqual([0xe3069283, crc64nvme(CHECK)]);
});
