import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

// docs/contract/http-api.md 6, step 6; only the job's own assets in the fixed system (D15).
scenario(
  "a job that failed without results fails its own waiting photos, not those of another job or listing",
  {
    world: {
      listings: [
        { id: 28, status: 6 },
        { id: 29, status: 6 },
      ],
    },
  },
  async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads);
    await registerProcessingJob(world, photographer, []);
    await photographer.requestUploads(29, uploads.slice(0, 1));
    await world.database.execute(
      `UPDATE media_assets SET status = 'PROCESSING', processing_job_id = IF(id = 1 AND listing_identity_id = 28, 20, 21);
       UPDATE media_assets SET status = 'PROCESSED', processing_job_id = 20 WHERE id = 2`,
    );
    await sendCallback(world, { jobId: 20, listingIdentityId: 28, status: "PROCESSING_FAILED", outputs: [] });
    const rows = await world.database.rows("media_assets");
    expect(rows.map((row) => [row.listing_identity_id, row.status])).toEqual([
      [28, "FAILED"],
      [28, "PROCESSED"],
      [28, "PROCESSING"],
      [28, "PROCESSING"],
      [29, "PROCESSING"],
    ]);
  },
);
