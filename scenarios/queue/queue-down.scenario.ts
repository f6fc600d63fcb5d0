import { expect, failService, scenario } from "#scenario";

scenario(
  "the queue is down: 'process' says so, the job keeps the reason, the photos wait, and the next 'process' takes them",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    failService(
      world,
      { target: "sqs", operation: "SendMessage" },
      { status: 503, code: "ServiceUnavailable", times: 3 },
    );
    expect((await photographer.process(28)).json).toEqual({
      code: 500,
      details: null,
      message: "failed to publish job",
    });
    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED", started_at: null }]);
    const [job] = await world.database.rows("media_processing_jobs");
    expect(job?.last_error).toContain("ServiceUnavailable");
    await expect(world).toHaveAssets([{ status: "PENDING_UPLOAD" }]);

    expect((await photographer.process(28)).status).toBe(202);
    await world.settle();
    await expect(world).toHaveJobRows([
      { id: 20, status: "FAILED" },
      { id: 21, status: "SUCCEEDED" },
    ]);
    await expect(world).toHaveAssets([{ status: "PROCESSED" }]);
  },
);
