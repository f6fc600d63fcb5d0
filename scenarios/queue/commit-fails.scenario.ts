import { breakDatabase, expect, scenario } from "#scenario";

scenario(
  "the commit of 'process' fails: no message is sent for a job that does not exist, and trying again works",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    breakDatabase(world, "COMMIT");
    expect((await photographer.process(28)).status).toBe(500);
    await world.settle();
    expect(await world.executions()).toEqual([]);
    await expect(world).toHaveJobRows([]);

    expect((await photographer.process(28)).status).toBe(202);
    await world.settle();
    expect(await world.executions()).toHaveLength(1);
    await expect(world).toHaveAssets([{ status: "PROCESSED" }]);
  },
);
