import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

const RAW_KEY = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";
const OUTPUT = { rawKey: RAW_KEY, processedKey: "28/processed/photo/horizontal/large/horizontal-01-IMG_2907.jpg" };

/** What the pipeline says, and the job's status after it; `null` stays as it was. */
const STATUSES: readonly (readonly [string, string | null])[] = [
  ["SUCCEEDED", "SUCCEEDED"],
  [" succeeded ", "SUCCEEDED"],
  ["PARTIAL_SUCCESS", "PARTIAL_SUCCESS"],
  ["FAILED", "FAILED"],
  ["PROCESSING_FAILED", "FAILED"],
  ["VALIDATION_FAILED", "FAILED"],
  ["TIMED_OUT", "FAILED"],
  ["FINALIZATION_FAILED", "FAILED"],
  ["", null],
  ["SUCCESS", null],
  ["PENDING", null],
];

// docs/contract/http-api.md 6, status mapping; FINALIZATION_FAILED as in the fixed system (D12).
scenario(
  "each status of a callback ends the job as the contract says; an unknown one does not end it",
  // A processing job has no bundle, and is asked for none by the gate.
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.requestUploads(28, uploads.slice(0, 1));
    for (const [index, [status, expected]] of STATUSES.entries()) {
      const jobId = 20 + index;
      await registerProcessingJob(world, photographer, uploads.slice(0, 1));
      const bundle = { zipBundles: ["28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg"] };
      const callback = { jobId, listingIdentityId: 28, status, outputs: [OUTPUT], ...bundle };
      expect([status, (await sendCallback(world, callback)).status]).toEqual([status, 200]);
      const [job] = await world.database.rows("media_processing_jobs", { id: jobId });
      expect([status, job?.status]).toEqual([status, expected ?? "PENDING"]);
      expect([status, job?.completed_at === null]).toEqual([status, expected === null]);
      const [asset] = await world.database.rows("media_assets");
      expect([status, asset?.status]).toEqual([status, "PROCESSED"]);
    }
  },
);
