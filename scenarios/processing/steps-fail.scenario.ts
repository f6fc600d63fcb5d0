import { expect, PROCESSING_MACHINE, scenario } from "#scenario";

const failure = { error: "Lambda.Unknown", cause: "it died" };

// docs/contract/pipeline.md 5: retries of the consolidation, and what is said when it is of no avail.
scenario(
  "the consolidation fails for good: it is tried three times, and the job says with which error",
  { mock: { [PROCESSING_MACHINE]: { ConsolidateResults: [{ throw: failure }] } } },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();
    const [execution] = await world.executions();
    expect(execution).toMatchObject({
      status: "FAILED",
      error: "MediaProcessingFailed",
      cause: "Failed during media processing workflow",
    });
    expect(execution?.events.filter((event) => event.includes("LambdaFunctionFailed"))).toHaveLength(3);
    await expect(world).toHaveCalledBack([
      { body: { status: "RUNNING", jobId: 20 } },
      {
        body: {
          status: "PROCESSING_FAILED",
          jobId: 20,
          listingIdentityId: 28,
          provider: "STEP_FUNCTIONS",
          failureReason: "Lambda.Unknown",
          error: { code: "Lambda.Unknown", message: "it died" },
          outputs: [],
          executionArn: execution?.arn,
        },
      },
    ]);
    const last_error = "code=LAMBDA.UNKNOWN | it died | Lambda.Unknown";
    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED", external_id: execution?.arn, last_error }]);
    await expect(world).toHaveAssets([{ status: "FAILED" }]);
    expect(world.elapsedMs).toBeGreaterThan(15_000);
  },
);
