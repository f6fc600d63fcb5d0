import { expect, registerFinalizationJob, registerProcessingJob, scenario, uploadProcessed } from "#scenario";

scenario(
  "a finalization hangs while another photo is being processed: only the finalization is given up",
  { world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    await registerFinalizationJob(world);
    await world.advance(20 * 60_000);
    await registerProcessingJob(world, photographer, []);
    await world.database.execute("UPDATE media_assets SET status = 'PROCESSING', processing_job_id = 21");
    await world.advance(16 * 60_000);

    await expect(world).toHaveJobRows([
      { id: 20, status: "FAILED", last_error: "reconciler marked failed after 30m0s without callback" },
      { id: 21, status: "PENDING" },
    ]);
    await expect(world).toHaveAssets([{ asset_type: "PHOTO_HORIZONTAL", sequence: 1, status: "PROCESSING" }]);
    await expect(world).toHaveListingStatus(28, 6);
  },
);
