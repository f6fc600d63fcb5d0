import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

const RAW_KEY = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";

scenario(
  "a callback comes after the job was given up: the job keeps its end and its reason",
  { world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    await world.advance(36 * 60_000);
    const gaveUp = { status: "FAILED", last_error: "reconciler marked failed after 30m0s without callback" } as const;
    await expect(world).toHaveJobRows([{ id: 20, ...gaveUp }]);

    const answer = await sendCallback(world, {
      jobId: 20,
      listingIdentityId: 28,
      status: "SUCCEEDED",
      provider: "STEP_FUNCTIONS",
      outputs: [{ rawKey: RAW_KEY, processedKey: RAW_KEY.replace("/raw/", "/processed/") }],
    });
    expect(answer.status).toBe(200);
    await expect(world).toHaveJobRows([{ id: 20, ...gaveUp, callback_body: null }]);
    await expect(world).toHaveAssets([{ asset_type: "PHOTO_HORIZONTAL", sequence: 1, status: "FAILED" }]);
  },
);
