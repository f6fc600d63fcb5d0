import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

const RAW_KEY = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";

scenario(
  "a failed job says which photo failed and why, and leaves none behind in processing",
  {},
  async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 2));
    await sendCallback(world, {
      jobId: 20,
      listingIdentityId: 28,
      status: "FAILED",
      provider: "STEP_FUNCTIONS",
      failureReason: "OUT_OF_TIME",
      outputs: [{ rawKey: RAW_KEY, errorCode: "THUMBNAIL_PROCESSING_FAILED", errorMessage: "cannot be decoded" }],
    });
    await expect(world).toHaveJobRows([
      {
        status: "FAILED",
        last_error: `OUT_OF_TIME | 1 of 1 assets failed: ${RAW_KEY}: THUMBNAIL_PROCESSING_FAILED cannot be decoded`,
      },
    ]);
    await expect(world).toHaveAssets([
      { sequence: 1, status: "FAILED" },
      { sequence: 2, status: "FAILED" },
    ]);
  },
);
