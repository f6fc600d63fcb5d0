import { delayDatabase, expect, scenario } from "#scenario";

scenario(
  "the commit of 'process' is slow: the message leaves after it, so no callback can come before its job is there",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    delayDatabase(world, "COMMIT", 4_000);
    const before = world.trace.events.length;
    expect((await photographer.process(28)).status).toBe(202);
    const hops = world.trace.of("operation").filter(({ sequence }) => sequence >= before);
    const order = hops.map(({ operation }) => operation).filter((name) => /^(COMMIT|SendMessage)$/.test(name));
    expect(order.slice(0, 2)).toEqual(["COMMIT", "SendMessage"]);
    await world.settle();

    await expect(world).toHaveCalledBack([
      { body: { jobId: 20, status: "RUNNING" }, status: 200 },
      { body: { jobId: 20, status: "SUCCEEDED" }, status: 200 },
    ]);
    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED" }]);
  },
);
