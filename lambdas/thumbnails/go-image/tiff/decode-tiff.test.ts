import sharp from "sharp";
import { expect, test } from "vitest";
import { decodeTiff } from "./decode-tiff.ts";

const width = 37;
const height = 29;
const data = Buffer.from(Array.from({ length: width * height * 3 }, (_, index) => (index * index) & 0xff));
const picture = sharp(data, { raw: { width, height, channels: 3 } });

test.each(["none", "lzw", "deflate", "packbits"] as const)(
  "a TIFF comes out as it went in: %s, in strips and tiles, with and without prediction",
  async (compression) => {
    for (const tile of [false, true]) {
      for (const predictor of ["none", "horizontal"] as const) {
        const options = { compression, predictor, tile, tileWidth: 16, tileHeight: 16 };
        expect(decodeTiff(await picture.clone().tiff(options).toBuffer())).toEqual({ data, width, height });
      }
    }
  },
);

test("fax codes are not for this decoder", async () => {
  const fax = picture.clone().toColourspace("b-w").threshold(90).tiff({ bitdepth: 1, compression: "ccittfax4" });
  expect(decodeTiff(await fax.toBuffer())).toEqual({ negative: true });
});
