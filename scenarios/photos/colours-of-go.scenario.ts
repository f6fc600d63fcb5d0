import { PutObjectCommand } from "@aws-sdk/client-s3";
import { decodedPictures, differenceOfColours, expect, FUNCTIONS, invokeFunction, scenario } from "#scenario";

/** The nine cells' means of what Go decodes; JPEG of quality 85 and the enlargement move them a little. */
const TOLERANCE = 16;

// docs/contract/pipeline.md 1.2: pictures in every coding that Go reads.
scenario(
  "pictures of every coding and colour model, some of them damaged: the web sizes have the colours that Go sees",
  {},
  async ({ world }) => {
    const { s3 } = await world.clients();
    const pictures = decodedPictures();
    const assets = pictures.map((_, index) => ({
      key: `28/raw/photo/horizontal/${index}.jpg`,
      type: "PHOTO_HORIZONTAL",
    }));
    for (const [index, { bytes }] of pictures.entries())
      await s3.send(new PutObjectCommand({ Bucket: world.place.bucketName, Key: assets[index]?.key, Body: bytes }));
    await invokeFunction(world, FUNCTIONS.thumbnails, { jobId: 20, listingIdentityId: 28, assets });

    const wrong: unknown[] = [];
    for (const [index, { name, colours }] of pictures.entries()) {
      const jpeg = await world.object(`28/processed/photo/horizontal/thumbnail/${index}.jpg`);
      const difference = jpeg ? await differenceOfColours(jpeg, colours) : "no thumbnail";
      if (typeof difference === "string" || difference > TOLERANCE) wrong.push({ name, difference });
    }
    expect(wrong).toEqual([]);
    expect(pictures.length).toBeGreaterThan(40);
  },
);
