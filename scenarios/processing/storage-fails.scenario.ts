import { expect, FUNCTIONS, failService, scenario } from "#scenario";

const hop = { source: FUNCTIONS.thumbnails, target: "s3", operation: "PutObject" } as const;

scenario(
  "S3 takes no thumbnail of the first photo, however often it is asked: that photo fails, the second is processed",
  {},
  async ({ world, photographer, uploads }) => {
    failService(world, hop, { status: 500, code: "InternalError", message: "We encountered an error.", times: 3 });
    await photographer.upload(28, uploads.slice(0, 2));
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "PARTIAL_SUCCESS" }]);
    await expect(world).toHaveAssets([
      { sequence: 1, status: "FAILED" },
      { sequence: 2, status: "PROCESSED" },
    ]);
    const [failed] = await world.database.rows("media_assets");
    expect(failed?.metadata).toMatch(/failed to upload thumbnail.*InternalError/);
  },
);
