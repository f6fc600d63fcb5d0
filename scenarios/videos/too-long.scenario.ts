import { expect, scenario, videoClip } from "#scenario";

scenario(
  "a conversion that does not come to an end is cancelled after 25 minutes, before the reconciler gives up the whole job",
  { needs: ["ffmpeg"], world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    const lapse = { width: 160, height: 90, seconds: 3600, frameRate: 1 / 60, container: "mp4", silent: true } as const;
    const day = await videoClip(world, "day.mp4", lapse);
    await photographer.upload(28, [...uploads, { assetType: "VIDEO_HORIZONTAL", sequence: 1, photo: day }]);
    await photographer.process(28);
    await world.advance(45 * 60_000);

    await expect(world).toHaveJobRows([{ id: 20, status: "PARTIAL_SUCCESS" }]);
    await expect(world).toHaveAssets([
      ...uploads.map(({ assetType, sequence }) => ({ asset_type: assetType, sequence, status: "PROCESSED" as const })),
      { asset_type: "VIDEO_HORIZONTAL", sequence: 1, status: "FAILED", s3_key_processed: null },
    ]);
    const cancelled = world.trace.of("note").find(({ source }) => source === "mediaconvert");
    expect(cancelled?.message).toMatch(/ended: CANCELED$/);
    expect((await world.objects()).map(({ key }) => key)).not.toContainEqual(expect.stringContaining("/original/"));
  },
);
