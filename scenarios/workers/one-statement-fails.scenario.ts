import { breakDatabase, expect, registerProcessingJob, scenario } from "#scenario";

const MINUTE = 60_000;

// docs/contract/pipeline.md, reconciler: each failure of a round has a line, and the next round comes.
scenario(
  "one statement of the reconciler fails: the line says which, the others go on, and the next round does what is left",
  { world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    breakDatabase(world, "UPDATE media_processing_jobs");
    await world.advance(36 * MINUTE);
    await expect(world).toHaveLogged("ERROR", "service.media.reconcile.update_job_error", { job_id: 20 });
    await world.advance(5 * MINUTE);
    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED" }]);
    await expect(world).toHaveAssets([{ status: "FAILED" }]);
  },
);
