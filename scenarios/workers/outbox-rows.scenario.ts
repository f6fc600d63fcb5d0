import {
  expect,
  registerFinalizationJob,
  registerProcessingJob,
  scenario,
  sentRequests,
  uploadProcessed,
} from "#scenario";

const MINUTE = 60_000;
const INSERT = `INSERT INTO media_outbox (job_id, listing_identity_id, kind, body, created_at)
  VALUES (?, 28, ?, ?, NOW(3) - INTERVAL ? SECOND)`;

// docs/fixed-system.md, D16: rows older than 60 s are delivered, those of a failed job go away.
scenario(
  "the reconciler delivers what is older than a minute, and forgets what a failed job left behind",
  { world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    await registerProcessingJob(world, photographer, []);
    await world.database.execute(
      "UPDATE media_assets SET status = 'PROCESSED', processing_job_id = NULL; UPDATE media_processing_jobs SET status = 'SUCCEEDED', started_at = NOW()",
    );
    const round = world.trace.of("operation").find(({ operation }) => operation === "SELECT media_outbox");
    await world.advance((round?.at ?? Number.NaN) + 5 * MINUTE - 6_000 - world.clock.now());
    const message = (jobId: number) => JSON.stringify({ jobId, listingIdentityId: 28, assets: [], retry: 0 });
    // At the next round one is 66 seconds old, the other 54.
    await world.database.execute(INSERT, [20, "process", message(20), 60]);
    await world.database.execute(INSERT, [20, "process", message(21), 48]);
    await world.advance(12_000);
    const sent = () =>
      (sentRequests(world, "SendMessage") as { MessageBody: string }[]).map((send) => send.MessageBody);
    expect(sent()).toEqual([message(20)]);
    expect(await world.database.rows("media_outbox")).toMatchObject([{ body: message(21) }]);
    await world.database.execute("DELETE FROM media_outbox");

    // A finalization that cannot be started stays in the outbox until its job is given up.
    await registerFinalizationJob(world);
    await world.database.execute(INSERT, [21, "finalize", "no JSON", 0]);
    await world.advance(26 * MINUTE);
    await expect(world).toHaveLogged("ERROR", "service.media.outbox.deliver_error", { job_id: 21, kind: "finalize" });
    expect(await world.database.rows("media_outbox")).toHaveLength(1);
    await world.advance(10 * MINUTE);
    const [, job] = await world.database.rows("media_processing_jobs");
    expect(job?.status).toBe("FAILED");
    expect(await world.database.rows("media_outbox")).toEqual([]);
  },
);
