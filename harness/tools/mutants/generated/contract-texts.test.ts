import { expect, test } from "vitest";
import { ContractTexts } from "./contract-texts.ts";

const texts = new ContractTexts(
  "The answer is `Invalid access token`,\nand the log says `job %d is late`: see also\nthe other page.",
);

test.each([
  [["Invalid access token"], true],
  [["Invalid  access\ntoken"], true],
  [["Invalid refresh token"], false],
  [["job ", " is late"], true],
  [["job ", " is early"], false],
  // No words, so nothing that a page could name.
  [[": ", "", "("], true],
])("%j: named %s", (pieces, named) => {
  expect(texts.name(pieces)).toBe(named);
});
