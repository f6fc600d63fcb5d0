import sharp from "sharp";
import { expect, test } from "vitest";
import type { Orientation } from "./orientation.ts";
import { turn } from "./turn.ts";

/** 3×2, every pixel another colour. */
const picture = {
  data: Buffer.from(Array.from({ length: 18 }, (_, index) => index * 14)),
  width: 3,
  height: 2,
};

test.each<Orientation>([1, 2, 3, 4, 5, 6, 7, 8])(
  "orientation %i is turned as libvips turns it",
  async (orientation) => {
    const raw = { width: picture.width, height: picture.height, channels: 3 } as const;
    const file = await sharp(picture.data, { raw }).withMetadata({ orientation }).png().toBuffer();
    const { data, info } = await sharp(file).autoOrient().raw().toBuffer({ resolveWithObject: true });
    expect(turn(picture, orientation)).toEqual({ data, width: info.width, height: info.height });
  },
);
