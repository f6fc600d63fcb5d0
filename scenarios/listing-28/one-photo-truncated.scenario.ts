import { expect, scenario, truncated } from "#scenario";

scenario(
  "one photo of four is truncated: three are processed, the fourth is failed with its reason",
  {},
  async ({ world, photographer, uploads }) => {
    const broken = uploads.map((upload, index) =>
      index === 1 ? { ...upload, photo: truncated(upload.photo) } : upload,
    );
    await photographer.upload(28, broken);
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "PARTIAL_SUCCESS" }]);
    await expect(world).toHaveAssets([
      { asset_type: "PHOTO_HORIZONTAL", sequence: 1, status: "PROCESSED" },
      { asset_type: "PHOTO_HORIZONTAL", sequence: 2, status: "FAILED", s3_key_processed: null },
      { asset_type: "PHOTO_VERTICAL", sequence: 1, status: "PROCESSED" },
      { asset_type: "PHOTO_VERTICAL", sequence: 2, status: "PROCESSED" },
    ]);
    expect((await photographer.complete(28)).json).toEqual({
      code: 409,
      details: null,
      message: "some assets failed processing, please remove or retry them",
    });
  },
);
