import { constants, deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { BufferedReader, BytesSource } from "./buffered-reader.ts";
import { inflateZlib, readZlibHeader } from "./zlib-stream.ts";

function inflated(stream: Buffer): Buffer {
  const input = new BufferedReader(new BytesSource(stream));
  const parts: Uint8Array[] = [];
  readZlibHeader(input);
  inflateZlib(input, (bytes) => {
    parts.push(bytes);
  });
  return Buffer.concat(parts);
}

const text = Buffer.from("a house, a garden, a house, a garden ".repeat(4000));

test.each([
  ["stored blocks", { level: 0 }],
  ["fixed codes", { strategy: constants.Z_FIXED }],
  ["codes of their own", { level: 9 }],
  ["codes without distances", { strategy: constants.Z_HUFFMAN_ONLY }],
])("what zlib deflates with %s comes back, over more than one window", (_what, options) => {
  expect(inflated(deflateSync(text, options)).equals(text)).toBe(true);
});

test("an error names the byte where Go finds it, and a wrong checksum is one", () => {
  const stream = deflateSync(text);
  stream[2] = 0x07; // a block of the type that does not exist
  expect(() => inflated(stream)).toThrow("flate: corrupt input before offset 1");
  const wrong = deflateSync(text);
  wrong[wrong.length - 1] = (wrong[wrong.length - 1] ?? 0) ^ 1;
  expect(() => inflated(wrong)).toThrow("zlib: invalid checksum");
  expect(() => inflated(deflateSync(text).subarray(0, 40))).toThrow("unexpected EOF");
});
