import { expect, loseCallbacks, scenario } from "#scenario";

// docs/fixed-system.md, D10: the start is the execution's, not the moment at which the server hears of it.
scenario(
  "the news of the start gets through at the third attempt: the job began when its execution did",
  { needs: ["virtual-time"], startAt: "2025-12-03T10:00:00Z" },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    loseCallbacks(world, { times: 2 });
    await photographer.process(28);
    await world.settle();
    await expect(world).toHaveCalledBack([{ body: { status: "RUNNING" } }, { body: { status: "SUCCEEDED" } }]);
    const begun = world.trace.of("operation").find(({ operation }) => operation === "StartExecution");
    const begunMs = begun?.at ?? Number.NaN;
    const [started] = world.callbacks();
    expect(started?.event.at).toBeGreaterThan(begunMs + 6_000);
    const [job] = await world.database.rows("media_processing_jobs");
    expect(job).toMatchObject({ status: "SUCCEEDED" });
    // In whole seconds.
    const startedMs = Date.parse(`${String(job?.started_at).replace(" ", "T")}Z`);
    expect(Math.abs(startedMs - begunMs)).toBeLessThanOrEqual(1_000);
  },
);
