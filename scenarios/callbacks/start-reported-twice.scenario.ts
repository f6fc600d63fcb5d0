import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

// docs/fixed-system.md, D10, and docs/contract/database.md 6.
scenario(
  "a job's first start counts: neither a second report nor the final callback changes its time or its execution",
  {},
  async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    const report = (status: string, executionArn: string, startedAt: string) =>
      sendCallback(world, { jobId: 20, listingIdentityId: 28, status, executionArn, startedAt, outputs: [] });
    const first = { id: 20, external_id: "first", started_at: "2025-12-03 09:59:01" };
    expect((await report("RUNNING", " first ", "2025-12-03T09:59:01.4Z")).status).toBe(200);
    await expect(world).toHaveJobRows([{ ...first, status: "RUNNING", completed_at: null, callback_body: null }]);
    expect((await report("running", "second", "2025-12-03T09:59:30Z")).status).toBe(200);
    await expect(world).toHaveJobRows([{ ...first, status: "RUNNING" }]);
    expect((await report("FAILED", "third", "2025-12-03T09:59:45Z")).status).toBe(200);
    await expect(world).toHaveJobRows([{ ...first, status: "FAILED" }]);

    // A callback that comes without one before it brings both itself.
    await registerProcessingJob(world, photographer, []);
    const late = { jobId: 21, listingIdentityId: 28, status: "FAILED", executionArn: "own", outputs: [] };
    await sendCallback(world, { ...late, startedAt: "2025-12-03T09:58:00Z" });
    const [, second] = await world.database.rows("media_processing_jobs");
    expect(second).toMatchObject({ external_id: "own", started_at: "2025-12-03 09:58:00" });
  },
);
