import { expect, scenario, type World } from "#scenario";

const MINUTE = 60_000;

function addJob(world: World, status: string, column: "created_at" | "started_at", minutes: number): Promise<unknown> {
  return world.database.execute(
    `INSERT INTO media_processing_jobs (listing_identity_id, status, provider, ${column}, external_id, callback_body)
     VALUES (28, ?, 'STEP_FUNCTIONS', NOW() - INTERVAL ? MINUTE, 'arn', 'body')`,
    [status, minutes],
  );
}

// docs/contract/config.md 4 and database.md 6; which jobs count as in the fixed system (D14).
scenario(
  "a job is given up after thirty minutes, from its start or else its creation, and not one round earlier",
  { world: { workers: true } },
  async ({ world }) => {
    await addJob(world, "RUNNING", "started_at", 26);
    await addJob(world, "RUNNING", "started_at", 24);
    await addJob(world, "PENDING", "created_at", 26);
    await addJob(world, "PENDING", "created_at", 24);
    await addJob(world, "SUCCEEDED", "started_at", 60);
    await world.database.execute("UPDATE media_processing_jobs SET payload = '{}' WHERE id = 20");
    await world.advance(6 * MINUTE);
    const last_error = "reconciler marked failed after 30m0s without callback";
    const failed = { status: "FAILED", last_error, external_id: "arn", callback_body: "body", payload: null } as const;
    await expect(world).toHaveJobRows([
      failed,
      { id: 21, status: "RUNNING", completed_at: null },
      failed,
      { id: 23, status: "PENDING", completed_at: null },
      { id: 24, status: "SUCCEEDED", last_error: null },
    ]);
    const [first] = await world.database.rows("media_processing_jobs");
    expect(String(first?.completed_at)).toMatch(/^2025-12-03 10:05:/);
    await expect(world).toHaveLogged("WARN", "service.media.reconcile.completed", {
      stuck_jobs: 2,
      timeout: 1_800_000_000_000,
    });
    await world.advance(5 * MINUTE);
    await expect(world).toHaveJobRows([
      failed,
      { id: 21, status: "FAILED" },
      failed,
      { id: 23, status: "FAILED" },
      { id: 24, status: "SUCCEEDED" },
    ]);
  },
);
