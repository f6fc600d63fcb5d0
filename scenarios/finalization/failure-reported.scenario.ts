import { expect, FINALIZATION_MACHINE, scenario, uploadProcessed } from "#scenario";

const failure = { error: "States.Timeout", cause: "it took half an hour" };

// docs/contract/pipeline.md 6; the body as in the fixed system (D12).
scenario(
  "the ZIP takes too long: it is not tried again, and the job has error, cause and the failed state's name",
  { mock: { [FINALIZATION_MACHINE]: { CreateZipBundle: [{ throw: failure }] } } },
  async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    await photographer.complete(28);
    await world.settle();
    await expect(world).toHaveCalledBack([
      {
        body: {
          jobId: 20,
          listingIdentityId: "28",
          status: "FINALIZATION_FAILED",
          provider: "STEP_FUNCTIONS_FINALIZATION",
          failureReason: "States.Timeout",
          error: { code: "States.Timeout", message: "it took half an hour" },
        },
      },
    ]);
    const [execution] = await world.executions();
    expect(execution).toMatchObject({
      status: "FAILED",
      error: "MediaFinalizationFailed",
      cause: "Failed during media finalization workflow",
    });
    await expect(world).toHaveJobRows([
      { id: 20, status: "FAILED", last_error: "code=STATES.TIMEOUT | it took half an hour | States.Timeout" },
    ]);
    await expect(world).toHaveListingStatus(28, 6);
    // The photos are as they were: only the ZIP has failed.
    await expect(world).toHaveAssets([{ status: "PROCESSED" }]);
  },
);
