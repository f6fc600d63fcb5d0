import { expect, test } from "vitest";
import { normaliseChecksum } from "./checksum.ts";

const HEX = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
const BASE64 = "LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=";

test.each([
  [HEX, BASE64],
  [HEX.toUpperCase(), BASE64],
  [`sha256:${HEX}`, BASE64],
  [`  ${HEX} `, BASE64],
  [BASE64, BASE64],
  [`SHA-256:${BASE64}`, BASE64],
  ["abcd", "q80="],
  ["YWJj", "YWJj"],
  ["sha256:", ""],
  ["abc", undefined],
  ["-_8=", undefined],
  ["zz!!", undefined],
])("%j becomes %j", (given, normalised) => {
  expect(normaliseChecksum(given)).toBe(normalised);
});
