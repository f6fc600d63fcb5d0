import { expect, failService, registerProcessingJob, scenario, uploadProcessed } from "#scenario";

// docs/fixed-system.md, D16: a delivery that fails fails its job, frees its listing and leaves no row.
scenario(
  "the finalization cannot be started: the answer says so, the job has the reason, and no row is left to start it later",
  { world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    failService(
      world,
      { source: "server", target: "states", operation: "StartExecution" },
      { status: 400, code: "StateMachineDoesNotExist", message: "no such machine", times: 1 },
    );
    expect((await photographer.complete(28)).json).toEqual({
      code: 500,
      details: null,
      message: "failed to start finalization workflow",
    });
    const [job] = await world.database.rows("media_processing_jobs");
    expect(job).toMatchObject({ status: "FAILED", external_id: null, started_at: null });
    expect(job?.completed_at).not.toBeNull();
    expect(job?.last_error).toMatch(
      /^failed to start finalization workflow: .*StateMachineDoesNotExist: no such machine/,
    );
    expect(await world.database.rows("media_outbox")).toEqual([]);
    await world.advance(6 * 60_000);
    expect(await world.executions()).toEqual([]);

    // Nothing was sent for it, so another job's photos are left alone, too.
    await registerProcessingJob(world, photographer, uploads.slice(1, 2));
    await world.database.execute("UPDATE media_assets SET status = 'PROCESSED' WHERE sequence = 1");
    failService(world, { target: "sqs", operation: "SendMessage" }, { status: 400, code: "Refused", times: 1 });
    await photographer.upload(28, uploads.slice(2, 3));
    expect((await photographer.process(28)).json).toMatchObject({ code: 500, message: "failed to publish job" });
    await expect(world).toHaveAssets([
      { asset_type: "PHOTO_HORIZONTAL", sequence: 1, status: "PROCESSED" },
      { asset_type: "PHOTO_HORIZONTAL", sequence: 2, status: "PROCESSING" },
      { asset_type: "PHOTO_VERTICAL", sequence: 1, status: "PENDING_UPLOAD" },
    ]);
    expect(await world.database.rows("media_outbox")).toEqual([]);
  },
);
