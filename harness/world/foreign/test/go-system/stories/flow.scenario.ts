import { expect, scenario } from "#scenario";

scenario(
  "four photos go through the Go server and two Go Lambdas to a ZIP",
  { revision: "current", violates: ["start-time"] },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads);
    expect((await photographer.process(28)).status).toBe(202);
    await world.settle();
    expect(await world.database.rows("media_assets")).toMatchObject(uploads.map(() => ({ status: "PROCESSED" })));
    expect((await photographer.complete(28)).status).toBe(200);
    await world.settle();
    const jobs = await world.database.rows("media_processing_jobs");
    expect(jobs.map(({ id, status }) => [id, status])).toEqual([
      [20, "SUCCEEDED"],
      [21, "SUCCEEDED"],
    ]);
    expect(world.callbacks().map(({ event }) => event.outcome)).toEqual(["200", "200"]);
    await expect(world).toHaveZip(
      "28/processed/zip/listing-media.zip",
      [
        "horizontal-01-IMG_2907",
        "horizontal-02-IMG_2705",
        "vertical-01-20220907_121157",
        "vertical-02-20220907_121308",
      ].map((name, index) => ({
        name: `photo/${name.split("-")[0]}/${name}.jpg`,
        sha256: uploads[index]?.photo.sha256 ?? "",
      })),
    );
  },
);
