import { expect, scenario, sendCallback, uploadProcessed } from "#scenario";

scenario(
  "the processing machine cannot finish a finalization: its callback is refused, and the right machine's is taken",
  {},
  async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    await photographer.complete(28);
    const answer = await sendCallback(world, {
      jobId: 20,
      listingIdentityId: 28,
      status: "SUCCEEDED",
      provider: "STEP_FUNCTIONS",
      outputs: [],
    });
    expect(answer.json).toEqual({
      code: 409,
      details: { jobProvider: "STEP_FUNCTIONS_FINALIZATION", callbackProvider: "STEP_FUNCTIONS" },
      message: "callback provider does not match the job",
    });
    await expect(world).toHaveJobRows([{ id: 20, status: "RUNNING", completed_at: null }]);
    await world.settle();
    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED", last_error: null }]);
  },
);
