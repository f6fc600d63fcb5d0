import { expect, resendCallback, scenario } from "#scenario";

scenario(
  "the news that the job has started arrives after the news that it has ended: it stays ended",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();
    await expect(world).toHaveCalledBack([
      { body: { jobId: 20, status: "RUNNING" } },
      { body: { jobId: 20, status: "SUCCEEDED" } },
    ]);
    const [ended] = await world.database.rows("media_processing_jobs");
    expect(ended?.status).toBe("SUCCEEDED");

    expect((await resendCallback(world, 1)).status).toBe(200);
    expect(await world.database.rows("media_processing_jobs")).toEqual([ended]);
  },
);
