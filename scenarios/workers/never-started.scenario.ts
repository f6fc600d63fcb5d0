import { DEAD_LETTER_QUEUE, expect, FUNCTIONS, failFunction, scenario } from "#scenario";

scenario(
  "the message became a dead letter, so nobody ever calls back: after 30 minutes the waiting job fails, too",
  { world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    failFunction(world, FUNCTIONS.validate, { times: 5, errorType: "Runtime.ExitError" });
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.advance(29 * 60_000);
    expect(await world.messages(DEAD_LETTER_QUEUE)).toHaveLength(1);
    await expect(world).toHaveJobRows([{ id: 20, status: "PENDING", started_at: null }]);
    await world.advance(10 * 60_000);

    const last_error = "reconciler marked failed after 30m0s without callback";
    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED", last_error }]);
    await expect(world).toHaveAssets([{ status: "FAILED" }]);
    await photographer.signIn();
    expect((await photographer.process(28)).status).toBe(202);
    await world.advance(60_000);
    await expect(world).toHaveAssets([{ status: "PROCESSED" }]);
  },
);
