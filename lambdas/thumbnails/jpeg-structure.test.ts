import sharp from "sharp";
import { expect, test } from "vitest";
import { jpegEnd } from "./jpeg-structure.ts";

test("a JPEG ends complete, inside compressed data or inside a segment", async () => {
  const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#345678" } })
    .jpeg({ progressive: true })
    .toBuffer();
  expect(jpegEnd(jpeg)).toBe("complete");
  expect(jpegEnd(Buffer.concat([jpeg, Buffer.from("trailing")]))).toBe("complete");
  expect(jpegEnd(jpeg.subarray(0, -2))).toBe("inside-scan");
  expect(jpegEnd(jpeg.subarray(0, 40))).toBe("inside-segment");
  expect(jpegEnd(jpeg.subarray(0, 2))).toBe("inside-segment");
});
