import { expect, scenario, type World } from "#scenario";

/** A job whose end, or else whose creation, lies so many hours back. */
function addJob(world: World, status: string, hours: number, ended = true): Promise<unknown> {
  return world.database.execute(
    `INSERT INTO media_processing_jobs (listing_identity_id, status, provider, started_at, completed_at, created_at)
     VALUES (28, ?, 'STEP_FUNCTIONS', NOW(), IF(?, NOW() - INTERVAL ? HOUR, NULL), NOW() - INTERVAL ? HOUR)`,
    [status, ended ? 1 : 0, hours, hours],
  );
}

const DAYS_90 = 90 * 24;

// docs/contract/config.md 4, the cleaner: 90 days, every two hours.
scenario(
  "a finished job is kept for ninety days: a little before they are over it stays, after that it goes",
  { world: { workers: true } },
  async ({ world }) => {
    const statuses = ["SUCCEEDED", "PARTIAL_SUCCESS", "FAILED"];
    for (const status of statuses) await addJob(world, status, DAYS_90 - 3);
    for (const status of statuses) await addJob(world, status, DAYS_90 - 1);
    await addJob(world, "FAILED", DAYS_90 - 1, false);
    for (const status of ["PENDING", "RUNNING"]) await addJob(world, status, DAYS_90 - 1);
    const jobs = async () => (await world.database.rows("media_processing_jobs")).map(({ id }) => id);
    const added = await jobs();
    expect(added).toHaveLength(9);
    /** Numbers of the jobs above that are there. */
    const left = async () => (await jobs()).map((id) => added.indexOf(id));
    await world.advance(119 * 60_000);
    expect(await left()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    await world.advance(2 * 60_000);
    // The reconciler has failed the two that never ended; that was today.
    expect(await left()).toEqual([0, 1, 2, 7, 8]);
    await expect(world).toHaveLogged("INFO", "media_processing.cleaner.deleted", { count: 4 });
    await world.advance(120 * 60_000);
    expect(await left()).toEqual([7, 8]);
  },
);
