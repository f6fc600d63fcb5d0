import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

const RAW_KEY = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";
const outputs = [{ rawKey: RAW_KEY, processedKey: RAW_KEY.replace("/raw/", "/processed/") }];
const SUCCESS = { jobId: 20, status: "SUCCEEDED", provider: "STEP_FUNCTIONS", outputs };

scenario(
  "another listing has an asset with the same key: it keeps its state, and its listing cannot call back for the job",
  {
    world: {
      listings: [
        { id: 27, status: 6 },
        { id: 28, status: 6 },
      ],
    },
  },
  async ({ world, photographer, uploads }) => {
    await world.database.execute(
      `INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status, s3_key_raw)
       VALUES (27, 'PHOTO_HORIZONTAL', 1, 'PENDING_UPLOAD', ?)`,
      [RAW_KEY],
    );
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));

    const wrong = await sendCallback(world, { ...SUCCESS, listingIdentityId: 27 });
    expect(wrong.status).toBe(409);
    await expect(world).toHaveJobRows([{ id: 20, status: "PENDING" }]);

    expect((await sendCallback(world, { ...SUCCESS, listingIdentityId: 28 })).status).toBe(200);
    expect(await world.database.rows("media_assets", { status: "PROCESSED" })).toMatchObject([
      { listing_identity_id: 28, s3_key_raw: RAW_KEY },
    ]);
  },
);
