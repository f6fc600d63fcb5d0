import { expect, FUNCTIONS, scenario, throttleFunction } from "#scenario";

scenario(
  "Lambda throttles: the queue delivers again after a minute, the machine tries again after seconds, and all is well",
  {},
  async ({ world, photographer, uploads }) => {
    throttleFunction(world, FUNCTIONS.validate, { times: 1 });
    throttleFunction(world, FUNCTIONS.thumbnails, { times: 2 });
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED", last_error: null }]);
    expect(world.elapsedMs).toBeGreaterThan(60_000 + 5_000 + 10_000);
    const [execution] = await world.executions();
    expect(execution?.status).toBe("SUCCEEDED");
  },
);
