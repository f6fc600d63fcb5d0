import { expect, test } from "vitest";
import { EntropyReader } from "./entropy-reader.ts";
import { findRestart, readRestartInterval } from "./restart.ts";

const RST0 = 0xd0;
const reader = (...bytes: number[]) => new EntropyReader(Uint8Array.from(bytes));

// As findRST of Go's image/jpeg.
test.each([
  ["at once", [0xff, RST0, 1], 2],
  ["after other data", [1, 2, 3, 4, 0xff, RST0, 1], 6],
  ["in the midst of a pair", [1, 2, 3, 0xff, RST0, 1], 5],
  ["after fill bytes", [0xff, 0xff, 0xff, RST0, 1], 4],
  ["after a stuffed byte", [0xff, 0, 0xff, RST0, 1], 4],
  ["after data that look like its second byte", [RST0, 2, RST0, 0xff, 0xff, RST0, 1], 6],
])("a restart marker is found %s, and what follows is left", (_, bytes, position) => {
  const data = reader(...bytes);
  expect(findRestart(data, RST0)).toBe(bytes[1] === RST0);
  expect(data.position).toBe(position);
});

test.each([
  ["another restart", [0xff, 0xd1]],
  ["the end of the image", [1, 0xff, 0xd9]],
  ["another after fill bytes", [0xff, 0xff, 0xd7]],
  ["the code after a stuffed byte", [0xff, 1]],
])("any other marker is refused: %s", (_, bytes) => {
  expect(() => findRestart(reader(...bytes), RST0)).toThrow("invalid JPEG format: bad RST marker");
});

test.each([[[]], [[0xff]], [[1, 2]], [[1, 0xff]]])("%j ends before there is one", (bytes) => {
  expect(() => findRestart(reader(...bytes), RST0)).toThrow("unexpected EOF");
});

test("the interval has two bytes, the higher one first", () => {
  expect(readRestartInterval(reader(1, 2), 2)).toBe(258);
  for (const length of [1, 3]) {
    expect(() => readRestartInterval(reader(1, 2, 3), length)).toThrow("invalid JPEG format: DRI has wrong length");
  }
});
