import { expect, jpegFacts, scenario } from "#scenario";

const WIDTHS = { thumbnail: 200, small: 400, medium: 800, large: 1200 } as const;

// docs/contract/pipeline.md 1.2.
scenario(
  "each photo becomes four upright JPEGs of quality 85, enlarged where it is smaller, without EXIF",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads);
    await photographer.process(28);
    await world.settle();
    const objects = await world.objects();
    expect(objects).toHaveLength(4 * 5);
    for (const { assetType, sequence, photo } of uploads) {
      const direction = assetType === "PHOTO_VERTICAL" ? "vertical" : "horizontal";
      for (const [size, width] of Object.entries(WIDTHS)) {
        const key = `28/processed/photo/${direction}/${size}/${direction}-0${sequence}-${photo.name}`;
        expect(objects.find((object) => object.key === key)?.contentType).toBe("image/jpeg");
        const facts = jpegFacts((await world.object(key)) ?? Buffer.alloc(0));
        const height = Math.floor((width * photo.height) / photo.width + 0.5);
        expect({ key, ...facts }).toEqual({ key, width, height, quality: 85, exif: false });
      }
    }
    const puts = world.trace
      .of("operation")
      .filter(({ source, operation }) => source.includes("thumbnails") && operation === "PutObject");
    const order = puts.map(({ resource }) => resource.split("/").at(-2));
    expect(order).toEqual(uploads.flatMap(() => Object.keys(WIDTHS)));

    const [row] = await world.database.rows("media_assets");
    const folder = "28/processed/photo/horizontal";
    const name = "horizontal-01-IMG_2907.jpg";
    expect(row?.s3_key_processed).toBe(`${folder}/large/${name}`);
    expect(JSON.parse(String(row?.metadata))).toMatchObject({
      ...Object.fromEntries(
        Object.keys(WIDTHS).map((size) => [`${size}_photo_horizontal`, `${folder}/${size}/${name}`]),
      ),
      thumbnailKey: `${folder}/thumbnail/${name}`,
    });
  },
);
