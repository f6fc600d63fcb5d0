import { expect, scenario } from "#scenario";

// docs/contract/config.md 1, `retention.media_processing_jobs.*`.
scenario(
  "age, interval and batch of the cleaner are as the configuration says",
  { world: { workers: true, settings: { retention: { maxAgeDays: 2, batchSize: 3, cleanupIntervalMinutes: 10 } } } },
  async ({ world }) => {
    // The first round is over.
    await world.advance(1_000);
    await world.database.execute(
      `INSERT INTO media_processing_jobs (listing_identity_id, status, provider, completed_at)
       SELECT 28, 'FAILED', 'STEP_FUNCTIONS', NOW() - INTERVAL hours HOUR
       FROM (SELECT 49 AS hours UNION ALL SELECT 50 UNION ALL SELECT 51 UNION ALL SELECT 52 UNION ALL SELECT 47) AS ages`,
    );
    const left = async () => (await world.database.rows("media_processing_jobs")).length;
    await world.advance(9 * 60_000);
    expect(await left()).toBe(5);
    await world.advance(2 * 60_000);
    expect(await left()).toBe(2);
    await world.advance(10 * 60_000);
    expect(await left()).toBe(1);
  },
);
