import { expect, failService, scenario, uploadProcessed } from "#scenario";

scenario(
  "the server may not start the machine: the photographer is told, the job keeps the reason, the listing is free",
  {},
  async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    failService(
      world,
      { target: "states", operation: "StartExecution" },
      {
        status: 400,
        code: "AccessDeniedException",
        message: "not authorized to perform: states:StartExecution",
        times: 1,
      },
    );
    expect((await photographer.complete(28)).json).toEqual({
      code: 403,
      details: { reason: "workflow_access_denied" },
      message: "media finalization temporarily unavailable",
    });
    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED" }]);
    const [job] = await world.database.rows("media_processing_jobs");
    expect(job?.last_error).toMatch(/AccessDeniedException.*states:StartExecution/);
    await expect(world).toHaveListingStatus(28, 6);

    expect((await photographer.complete(28)).status).toBe(200);
    await world.settle();
    await expect(world).toHaveListingStatus(28, 7);
  },
);
