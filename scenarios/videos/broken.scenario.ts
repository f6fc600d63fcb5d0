import { brokenClip, expect, scenario, videoClip } from "#scenario";

scenario(
  "a broken video among photos and a good one: it alone is failed, with MediaConvert's reason",
  { needs: ["ffmpeg"] },
  async ({ world, photographer, uploads }) => {
    const good = await videoClip(world, "tour.mp4", {
      width: 160,
      height: 90,
      seconds: 2,
      frameRate: 10,
      container: "mp4",
    });
    await photographer.upload(28, [
      ...uploads.slice(0, 1),
      { assetType: "VIDEO_HORIZONTAL", sequence: 1, photo: brokenClip(good) },
      { assetType: "VIDEO_HORIZONTAL", sequence: 2, photo: good },
    ]);
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "PARTIAL_SUCCESS" }]);
    await expect(world).toHaveAssets([
      { asset_type: "PHOTO_HORIZONTAL", status: "PROCESSED" },
      { asset_type: "VIDEO_HORIZONTAL", sequence: 1, status: "FAILED", s3_key_processed: null },
      {
        asset_type: "VIDEO_HORIZONTAL",
        sequence: 2,
        status: "PROCESSED",
        s3_key_processed: "28/processed/video/horizontal/original/horizontal-02-tour.mp4",
      },
    ]);
    const [, failed] = await world.database.rows("media_assets");
    expect(JSON.parse(String(failed?.metadata))).toMatchObject({
      errorCode: "VIDEO_CONVERSION_FAILED",
      error: expect.stringMatching(
        /^MediaConvert 10\d\d: Unable to open input file \[s3:\/\/.*horizontal-01-tour\.mp4\]/,
      ),
    });
  },
);
