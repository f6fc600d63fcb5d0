import { expect, scenario, uploadProcessed } from "#scenario";

scenario(
  "tracing is off: processing and finalization end as well as ever",
  { world: { tracing: false } },
  async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    await photographer.upload(28, uploads.slice(1, 2));
    await photographer.process(28);
    await world.settle();
    expect((await photographer.complete(28)).status).toBe(200);
    await world.settle();

    expect((await world.executions()).map(({ status }) => status)).toEqual(["SUCCEEDED", "SUCCEEDED"]);
    await expect(world).toHaveJobRows([
      { id: 20, status: "SUCCEEDED" },
      { id: 21, status: "SUCCEEDED", last_error: null },
    ]);
    await expect(world).toHaveListingStatus(28, 7);
  },
);
