import { expect, scenario, uploadProcessed } from "#scenario";

scenario(
  "after a hundred days the cleaner has removed old jobs, but not the one that holds the listing's ZIP",
  { world: { workers: true } },
  async ({ world, photographer, owner, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    await photographer.complete(28);
    await world.advance(60_000);
    await world.database.execute(
      `INSERT INTO media_processing_jobs (listing_identity_id, status, provider) VALUES (28, 'FAILED', 'STEP_FUNCTIONS');
       UPDATE media_processing_jobs SET created_at = created_at - INTERVAL 100 DAY,
         started_at = started_at - INTERVAL 100 DAY, completed_at = completed_at - INTERVAL 100 DAY`,
    );
    await world.advance(121 * 60_000);

    await expect(world).toHaveJobRows([{ id: 20, provider: "STEP_FUNCTIONS_FINALIZATION", status: "SUCCEEDED" }]);
    expect((await owner.listMedia(28)).json).toMatchObject({
      zipBundle: { bundleKey: "28/processed/zip/listing-media.zip" },
    });
  },
);
