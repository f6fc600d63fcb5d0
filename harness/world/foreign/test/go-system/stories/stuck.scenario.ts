import { expect, FINALIZATION_MACHINE, scenario, stateMachineArn } from "#scenario";

scenario(
  "the Go server's worker fails a job that has been running for half an hour",
  { revision: "current", world: { workers: true } },
  async ({ world }) => {
    const arn = stateMachineArn(world.place, FINALIZATION_MACHINE);
    await world.database.execute(
      "INSERT INTO media_processing_jobs (listing_identity_id, status, provider, external_id, started_at) VALUES (28, 'RUNNING', 'STEP_FUNCTIONS_FINALIZATION', ?, NOW())",
      [arn],
    );
    await world.advance(29 * 60_000);
    expect(await world.database.rows("media_processing_jobs")).toMatchObject([{ status: "RUNNING" }]);
    await world.advance(7 * 60_000);
    expect(await world.database.rows("media_processing_jobs")).toMatchObject([
      { status: "FAILED", last_error: "stuck" },
    ]);
  },
);
