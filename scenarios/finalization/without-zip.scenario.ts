import { expect, registerFinalizationJob, scenario, sendCallback } from "#scenario";

const SUCCESS = { listingIdentityId: "28", status: "SUCCEEDED", provider: "STEP_FUNCTIONS_FINALIZATION" };
const NOWHERE = "28/processed/zip/nowhere.zip";

scenario(
  "a finalization claims success without a ZIP, or with one that does not exist: it has failed",
  {},
  async ({ world }) => {
    await registerFinalizationJob(world);
    expect((await sendCallback(world, { ...SUCCESS, jobId: 20 })).status).toBe(200);
    await registerFinalizationJob(world);
    await sendCallback(world, { ...SUCCESS, jobId: 21, assetsZipped: 4, zipBundles: [NOWHERE] });

    await expect(world).toHaveJobRows([
      { id: 20, status: "FAILED", last_error: "finalization reported success without a ZIP bundle" },
      {
        id: 21,
        status: "FAILED",
        last_error: `finalization reported success, but its ZIP bundle ${NOWHERE} does not exist`,
      },
    ]);
    await expect(world).toHaveListingStatus(28, 6);
  },
);
