import sharp from "sharp";
import { expect, test } from "vitest";
import { makeVariants } from "./make-variants.ts";

const jpeg = sharp({ create: { width: 300, height: 200, channels: 3, background: "#aa3311" } }).composite([
  { input: { create: { width: 60, height: 40, channels: 3, background: "#00ff00" } }, left: 0, top: 0 },
]);

test("the large variant of a 12-megapixel photo comes from a reduced decode, in the right size", async () => {
  const photo = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: "#446688" } })
    .jpeg()
    .toBuffer();
  const variants = await makeVariants(photo, 1);
  const sizes = await Promise.all(variants.map(({ jpeg }) => sharp(jpeg as Buffer).metadata()));
  expect(sizes.map(({ width, height }) => [width, height])).toEqual([
    [200, 150],
    [400, 300],
    [800, 600],
    [1200, 900],
  ]);
});

test("a photo is turned by the orientation that was read, whatever its own EXIF data say", async () => {
  const turned = await jpeg.clone().jpeg().withMetadata({ orientation: 3 }).toBuffer();
  const [thumbnail] = await makeVariants(turned, 6);
  expect(await sharp(thumbnail?.jpeg as Buffer).metadata()).toMatchObject({ width: 200, height: 300 });
  // Stored top left is shown top right after a turn of 90 degrees.
  expect(await colourAt(thumbnail?.jpeg as Buffer, 190, 10)).toEqual("green");
});

test.each([
  [
    "cut inside the compressed data",
    (bytes: Buffer) => bytes.subarray(0, -40),
    "invalid JPEG format: short Huffman data",
  ],
  ["without its end marker", (bytes: Buffer) => bytes.subarray(0, -2), "unexpected EOF"],
  ["cut inside a header", (bytes: Buffer) => bytes.subarray(0, 60), "unexpected EOF"],
  [
    "with compressed data missing before the end marker",
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -60), bytes.subarray(-2)]),
    "invalid JPEG format: missing 0xff00 sequence",
  ],
  ["that is a text", () => Buffer.from("no image"), "image: unknown format"],
  ["that is empty", () => Buffer.alloc(0), "image: unknown format"],
])("a JPEG %s is refused in Go's words", async (_what, broken, message) => {
  const noisy = await sharp(noise(64 * 64 * 3), { raw: { width: 64, height: 64, channels: 3 } })
    .jpeg()
    .toBuffer();
  await expect(makeVariants(broken(noisy), 1)).rejects.toThrow(message);
});

test("a picture without pixels becomes four JPEGs without pixels", async () => {
  const file = await jpeg.clone().jpeg().toBuffer();
  // Its frame header says that there are no rows.
  file.fill(0, file.indexOf(Buffer.from([0xff, 0xc0])) + 5, file.indexOf(Buffer.from([0xff, 0xc0])) + 7);
  const variants = await makeVariants(file, 1);
  const frames = variants.map(({ jpeg }) => {
    const frame = (jpeg as Buffer).indexOf(Buffer.from([0xff, 0xc0]));
    return (jpeg as Buffer).readUInt32BE(frame + 5);
  });
  expect(frames).toEqual([0, 0, 0, 0]);
});

test("a WebP is an unknown format, stray bytes after the end of a JPEG do not matter", async () => {
  await expect(makeVariants(await jpeg.clone().webp().toBuffer(), 1)).rejects.toThrow("image: unknown format");
  const stray = Buffer.concat([await jpeg.clone().jpeg().toBuffer(), Buffer.from("stray")]);
  expect(await makeVariants(stray, 1)).toHaveLength(4);
});

/** The same bytes in every run: what a broken JPEG is taken for depends on where the cut falls. */
function noise(length: number): Buffer {
  let state = 28;
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

async function colourAt(picture: Buffer, x: number, y: number): Promise<string> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const [red = 0, green = 0] = data.subarray((y * info.width + x) * info.channels);
  return green > 200 && red < 60 ? "green" : `red ${red} green ${green}`;
}
