import { expect, scenario, truncated } from "#scenario";

scenario("all four photos are truncated: the job fails and says so", {}, async ({ world, photographer, uploads }) => {
  await photographer.upload(
    28,
    uploads.map((upload) => ({ ...upload, photo: truncated(upload.photo) })),
  );
  await photographer.process(28);
  await world.settle();

  const [job] = await world.database.rows("media_processing_jobs");
  expect(job?.status).toBe("FAILED");
  expect(job?.last_error).toMatch(/./);
  const assets = await world.database.rows("media_assets");
  expect(assets.map(({ status }) => status)).toEqual(["FAILED", "FAILED", "FAILED", "FAILED"]);
  await expect(world).toHaveListingStatus(28, 6);
});
