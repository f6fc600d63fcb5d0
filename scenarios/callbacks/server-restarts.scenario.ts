import { expect, FUNCTIONS, failFunction, loseCallbacks, scenario } from "#scenario";

scenario(
  "the server is away when a failure is to be reported: the machine is patient, and the reason arrives",
  {},
  async ({ world, photographer, uploads }) => {
    failFunction(world, FUNCTIONS.consolidate, { times: 3, errorType: "Runtime.OutOfMemory" });
    loseCallbacks(world, { skip: 1, times: 3 });
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED" }]);
    const [job] = await world.database.rows("media_processing_jobs");
    expect(job?.last_error).toMatch(/^code=RUNTIME\.OUTOFMEMORY/);
    await expect(world).toHaveAssets([{ asset_type: "PHOTO_HORIZONTAL", sequence: 1, status: "FAILED" }]);
  },
);
