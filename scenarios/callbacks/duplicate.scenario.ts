import { expect, resendCallback, scenario } from "#scenario";

scenario(
  "the same callback arrives a second time: acknowledged, and not one row changes",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();
    const [before] = await world.database.rows("media_processing_jobs");
    const assets = await world.database.rows("media_assets");

    const rowsChanged = world.trace.of("row").length;
    expect((await resendCallback(world, 2)).status).toBe(200);
    expect((await resendCallback(world, 2)).status).toBe(200);

    expect(world.trace.of("row")).toHaveLength(rowsChanged);
    expect(await world.database.rows("media_processing_jobs")).toEqual([before]);
    expect(await world.database.rows("media_assets")).toEqual(assets);
    await expect(world).toHaveLogged("WARN", "service.media.callback.duplicate_ignored", { job_id: 20 });
  },
);
