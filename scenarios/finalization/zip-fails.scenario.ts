import { expect, FUNCTIONS, failFunction, scenario, uploadProcessed } from "#scenario";

scenario(
  "the zip Lambda dies three times: the job fails and says why, and 'complete' can be called again",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await owner.signIn();
    await uploadProcessed(world, photographer, uploads.slice(0, 2));
    failFunction(world, FUNCTIONS.zip, { times: 3, errorType: "Runtime.ExitError" });
    expect((await photographer.complete(28)).status).toBe(200);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED", payload: null }]);
    const [job] = await world.database.rows("media_processing_jobs");
    expect(job?.last_error).toMatch(/^code=RUNTIME\.EXITERROR \| .*exited without providing a reason/);
    await expect(world).toHaveListingStatus(28, 6);
    await expect(world).toHaveNoZip();

    expect((await photographer.complete(28)).status).toBe(200);
    await world.settle();
    await expect(world).toHaveJobRows([
      { id: 20, status: "FAILED" },
      { id: 21, status: "SUCCEEDED", last_error: null },
    ]);
    await expect(world).toHaveListingStatus(28, 7);
  },
);
