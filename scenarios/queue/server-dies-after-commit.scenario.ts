import { expect, registerProcessingJob, scenario } from "#scenario";

const KEY = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";
const MESSAGE = { jobId: 20, listingIdentityId: 28, assets: [{ key: KEY, type: "PHOTO_HORIZONTAL" }], retry: 0 };

scenario(
  "the server dies between commit and message: the next one finds the message in the outbox and sends it",
  { world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    await registerProcessingJob(world, photographer, []);
    await world.database.execute(
      `UPDATE media_assets SET status = 'PROCESSING', processing_job_id = 20;
       INSERT INTO media_outbox (job_id, listing_identity_id, kind, body, created_at) VALUES (20, 28, 'process', ?, NOW(3))`,
      [JSON.stringify(MESSAGE)],
    );
    await world.advance(6 * 60_000);

    await expect(world).toHaveLogged("WARN", "service.media.outbox.delivered_late", { job_id: 20 });
    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED", last_error: null }]);
    await expect(world).toHaveAssets([{ status: "PROCESSED" }]);
    expect(await world.database.rows("media_outbox")).toEqual([]);
  },
);
