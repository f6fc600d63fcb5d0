import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

const LONGEST_TEXT = 65_535;
const SIZES = ["thumbnail", "small", "medium", "large"];

scenario(
  "sixty photos with long names: their callback is larger than a TEXT column, and is taken like any other",
  {},
  async ({ world, photographer, uploads }) => {
    const [{ photo } = { photo: undefined }] = uploads;
    if (!photo) throw new Error("listing 28 has four photos");
    const batch = Array.from({ length: 60 }, (_, index) => ({
      assetType: "PHOTO_VERTICAL",
      sequence: index + 1,
      photo: { ...photo, name: `${String(index + 1).padStart(88, "the-living-room-")}.jpg` },
    }));
    await registerProcessingJob(world, photographer, batch);
    const assets = await world.database.rows("media_assets");
    const outputs = assets.map(({ s3_key_raw }) => {
      const rawKey = String(s3_key_raw);
      const derived = (size: string) => rawKey.replace("28/raw/photo/vertical", `28/processed/photo/vertical/${size}`);
      return {
        rawKey,
        processedKey: derived("large"),
        thumbnailKey: derived("thumbnail"),
        outputs: Object.fromEntries(SIZES.map((size) => [`${size}_photo_vertical`, derived(size)])),
      };
    });
    const body = { jobId: 20, listingIdentityId: 28, status: "SUCCEEDED", provider: "STEP_FUNCTIONS", outputs };
    expect(JSON.stringify(body).length).toBeGreaterThan(LONGEST_TEXT);

    expect((await sendCallback(world, body)).status).toBe(200);
    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED", callback_body: JSON.stringify(body) }]);
    expect(await world.database.rows("media_assets", { status: "PROCESSED" })).toHaveLength(60);
  },
);
