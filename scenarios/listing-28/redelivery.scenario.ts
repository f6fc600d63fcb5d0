import { DEAD_LETTER_QUEUE, expect, FUNCTIONS, failFunction, QUEUE, scenario } from "#scenario";

scenario(
  "the validate Lambda keeps failing: delivered every 60 seconds, and after the fifth failure the message is a dead letter",
  {},
  async ({ world, photographer, uploads }) => {
    failFunction(world, FUNCTIONS.validate, { times: 5, errorType: "Runtime.ExitError" });
    await photographer.upload(28, uploads);
    await photographer.process(28);
    await world.settle();

    const deliveries = world.trace
      .of("operation")
      .filter(({ target, operation }) => target === FUNCTIONS.validate && operation === "invocation")
      .map(({ at }) => at);
    expect(deliveries).toHaveLength(5);
    // Invisible from its delivery to the queue's poller, a little before its invocation where that takes time.
    const pollMs = world.clock.kind === "virtual" && !world.pace ? 0 : 1_000;
    for (const [index, at] of deliveries.slice(1).entries()) {
      expect(at - Number(deliveries[index])).toBeGreaterThanOrEqual(60_000 - pollMs);
    }
    expect(await world.messages(QUEUE)).toHaveLength(0);
    expect(await world.messages(DEAD_LETTER_QUEUE)).toHaveLength(1);
    await expect(world).toHaveJobRows([{ id: 20, status: "PENDING", started_at: null }]);
  },
);
