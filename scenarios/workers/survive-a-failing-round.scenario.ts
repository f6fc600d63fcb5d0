import { breakDatabase, expect, registerProcessingJob, scenario } from "#scenario";

const MINUTE = 60_000;

scenario(
  "a round of the reconciler and one of the cleaner fail: both come back, and the next round does the work",
  { world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    await world.advance(29 * MINUTE);
    breakDatabase(world, "SELECT media_processing_jobs");
    breakDatabase(world, "DELETE media_processing_jobs");
    await world.advance(6 * MINUTE - 1_000);
    await expect(world).toHaveLogged("ERROR", "service.media.reconcile.list_error");
    await expect(world).toHaveLogged("ERROR", "goroutine.media_reconciler.error");
    await expect(world).toHaveJobRows([{ id: 20, status: "PENDING" }]);
    await world.advance(6 * MINUTE);
    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED" }]);
    await expect(world).toHaveAssets([{ status: "FAILED" }]);

    await world.database.execute("UPDATE media_processing_jobs SET completed_at = NOW() - INTERVAL 100 DAY");
    await world.advance(80 * MINUTE);
    await expect(world).toHaveLogged("WARN", "media_processing.cleaner.run_failed");
    await expect(world).toHaveJobRows([{ id: 20 }]);
    await world.advance(120 * MINUTE);
    await expect(world).toHaveJobRows([]);
  },
);
