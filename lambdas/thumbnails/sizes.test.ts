import { expect, test } from "vitest";
import { fitsInJpeg, SIZES, scaledTo } from "./sizes.ts";

/** docs/contract/pipeline.md 1.2 and the recordings thumb-wide-3000x3, thumb-tall-10x3000. */
test.each([
  [{ width: 300, height: 200 }, [133, 267, 533, 800]],
  [{ width: 333, height: 217 }, [130, 261, 521, 782]],
  [{ width: 3000, height: 3 }, [1, 1, 1, 1]],
])("heights of %o are rounded from the original", (original, heights) => {
  expect(SIZES.map(({ width }) => scaledTo(width, original).height)).toEqual(heights);
});

test("a side of 65,536 pixels is the first that does not fit", () => {
  expect(fitsInJpeg({ width: 200, height: 65_535 })).toBe(true);
  expect(fitsInJpeg(scaledTo(400, { width: 10, height: 3000 }))).toBe(false);
});
