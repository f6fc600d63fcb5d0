import { expect, test } from "vitest";
import { decodeGoUtf8 } from "./utf8.ts";

const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");
/** As many replacement characters. */
const broken = (count: number) => "\ufffd".repeat(count);

// The ranges are those of RFC 3629, section 4; Go's `for range` takes one byte of what is not in them at a time.
test.each([
  ["two bytes: the first and the last", "c280 dfbf", "\u0080\u07ff"],
  ["three bytes: the first and the last", "e0a080 efbfbf", "\u0800\uffff"],
  ["three bytes: on both sides of the surrogates", "ed9fbf ee8080", "\ud7ff\ue000"],
  ["four bytes: the first and the last", "f0908080 f48fbfbf", "\u{10000}\u{10ffff}"],
])("%s, beside a byte that is broken", (_, hex, text) => {
  expect(decodeGoUtf8(bytes(`${hex} ff 41`))).toBe(`${text}${broken(1)}A`);
});

test.each([
  ["a byte that only continues", "80 41 bf", `${broken(1)}A${broken(1)}`],
  ["a first byte at the end", "41 c3", `A${broken(1)}`],
  ["two of three bytes at the end", "41 e282", `A${broken(2)}`],
  ["three of four bytes at the end", "41 f09f98", `A${broken(3)}`],
  ["a second byte that does not continue", "c341", `${broken(1)}A`],
  ["a third byte that does not continue", "e282 41", `${broken(2)}A`],
  ["a fourth byte that does not continue", "f09f98 41", `${broken(3)}A`],
  ["a third byte that begins another", "e282 c3a9", `${broken(2)}é`],
  ["too long for two bytes", "c0af c1bf", broken(4)],
  ["too long for three bytes", "e09fbf", broken(3)],
  ["too long for four bytes", "f08fbfbf", broken(4)],
  ["the first surrogate and the last", "eda080 edbfbf", broken(6)],
  ["above the last code point", "f4908080", broken(4)],
  ["a first byte that there is not", "f5808080", broken(4)],
  ["a replacement character that was sent", "efbfbd 41", "\ufffdA"],
])("%s", (_, hex, text) => {
  expect(decodeGoUtf8(bytes(hex))).toBe(text);
});

test("only the bytes of the view count", () => {
  expect(decodeGoUtf8(bytes("41 42 ff 43 44").subarray(1, 4))).toBe(`B${broken(1)}C`);
  expect(decodeGoUtf8(bytes("41 c3a9 44").subarray(1, 3))).toBe("é");
});
