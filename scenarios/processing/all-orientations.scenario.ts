import { colourAt, expect, jpegFacts, scenario, turned } from "#scenario";

/** Where the sun stands that is at the upper right (0.85, 0.15) of the pixels, when they are turned as EXIF says. */
const SUN: readonly (readonly [number, number])[] = [
  [0.85, 0.15],
  [0.15, 0.15],
  [0.15, 0.85],
  [0.85, 0.85],
  [0.15, 0.85],
  [0.85, 0.85],
  [0.85, 0.15],
  [0.15, 0.15],
];

// docs/contract/pipeline.md 1.2, the table of orientations.
scenario(
  "a photo is turned or mirrored as its EXIF orientation says, all eight ways",
  {},
  async ({ world, photographer, uploads }) => {
    const [first] = uploads;
    if (!first) throw new Error("listing 28 has four photos");
    const photos = SUN.map((_, index) => turned(first.photo, index + 1));
    await photographer.upload(
      28,
      photos.map((photo, index) => ({ ...first, photo, sequence: index + 1 })),
    );
    await photographer.process(28);
    await world.settle();
    for (const [index, [x, y]] of SUN.entries()) {
      const orientation = index + 1;
      const key = `28/processed/photo/horizontal/small/horizontal-0${orientation}-turned-${orientation}.jpg`;
      const picture = (await world.object(key)) ?? Buffer.alloc(0);
      const { width, height } = jpegFacts(picture);
      expect([orientation, width, height]).toEqual([orientation, 400, orientation >= 5 ? 533 : 300]);
      const [red = 0, , blue = 255] = await world.real("look at the picture", () => colourAt(picture, x, y));
      // The sun is yellow, and nothing else in the corners is.
      expect([orientation, red > 200, blue < 180]).toEqual([orientation, true, true]);
    }
  },
);
