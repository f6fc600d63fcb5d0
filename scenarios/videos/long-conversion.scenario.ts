import { expect, scenario, videoClip } from "#scenario";

const CONVERTED = "28/processed/video/horizontal/original/horizontal-01-day.mp4";

scenario(
  "a day in time lapse takes twenty minutes to convert: the photos are long done, and the job waits for the video",
  { needs: ["ffmpeg"] },
  async ({ world, photographer, uploads }) => {
    const lapse = { width: 160, height: 90, seconds: 2400, frameRate: 1 / 60, container: "mp4", silent: true } as const;
    const day = await videoClip(world, "day.mp4", lapse);
    await photographer.upload(28, [...uploads, { assetType: "VIDEO_HORIZONTAL", sequence: 1, photo: day }]);
    await photographer.process(28);

    await world.advance(19 * 60_000);
    await expect(world).toHaveJobRows([{ id: 20, status: "RUNNING" }]);
    const before = (await world.objects()).map(({ key }) => key);
    expect(before).toContain("28/processed/photo/vertical/large/vertical-02-20220907_121308.jpg");
    expect(before).not.toContain(CONVERTED);

    await world.settle();
    expect(world.elapsedMs).toBeGreaterThan(20 * 60_000);
    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED" }]);
    expect((await world.objects()).map(({ key }) => key)).toContain(CONVERTED);
    const converted = await world.database.rows("media_assets", { asset_type: "VIDEO_HORIZONTAL" });
    expect(converted).toMatchObject([{ status: "PROCESSED", s3_key_processed: CONVERTED }]);
  },
);
