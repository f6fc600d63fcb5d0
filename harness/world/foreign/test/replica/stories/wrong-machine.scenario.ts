import { expect, PROCESSING_MACHINE, scenario } from "#scenario";

/**
 * listing-28/incident without the ids and instants of that night, which a process draws by itself: what went wrong does
 * not depend on them.
 */
scenario(
  "the night of 2025-12-03 in processes: complete answers success, both jobs succeed, and no ZIP ever exists",
  {
    revision: "incident",
    violates: ["finalization-machine", "bundle-exists", "no-hollow-success", "approval-has-bundle", "start-time"],
    world: { finalizationMachine: PROCESSING_MACHINE },
  },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads);
    await photographer.process(28);
    await world.settle();
    expect((await photographer.complete(28)).status).toBe(200);
    await world.settle();
    await expect(world).toHaveNoZip();
    const jobs = await world.database.rows("media_processing_jobs");
    expect(jobs.map(({ id, status }) => [id, status])).toEqual([
      [20, "SUCCEEDED"],
      [21, "SUCCEEDED"],
    ]);
  },
);
