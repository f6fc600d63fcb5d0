import { PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, FUNCTIONS, invokeFunction, type RecordedPicture, refusedPictures, scenario } from "#scenario";

interface Report {
  readonly body: { readonly errors: readonly { readonly sourceKey: string; readonly errorMessage: string }[] };
}

const BATCH = 250;

// docs/contract/pipeline.md 1.2: which pictures are refused, and in which words.
scenario(
  "hundreds of pictures, each broken in its own way: the thumbnails function refuses them in Go's words",
  {},
  async ({ world }) => {
    const { s3 } = await world.clients();
    const refused = refusedPictures();
    const keyOf = (index: number) => `28/raw/broken/${index}.jpg`;
    const errorsOf = async (pictures: readonly RecordedPicture[]) => {
      for (const [index, { bytes }] of pictures.entries())
        await s3.send(new PutObjectCommand({ Bucket: world.place.bucketName, Key: keyOf(index), Body: bytes }));
      const assets = pictures.map((_, index) => ({ key: keyOf(index), type: "PHOTO_HORIZONTAL" }));
      const event = { jobId: 20, listingIdentityId: 28, assets };
      const { body } = (await invokeFunction(world, FUNCTIONS.thumbnails, event)) as Report;
      return new Map(body.errors.map(({ sourceKey, errorMessage }) => [sourceKey, errorMessage]));
    };
    for (let from = 0; from < refused.length; from += BATCH) {
      const batch = refused.slice(from, from + BATCH);
      const errors = await errorsOf(batch);
      const found = batch.map(({ name }, index) => ({ name, error: errors.get(keyOf(index)) }));
      expect(found).toEqual(batch.map(({ name, error }) => ({ name, error: `failed to decode image: ${error}` })));
    }
    expect(refused.length).toBeGreaterThan(500);
  },
);
