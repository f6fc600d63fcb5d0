import { expect, PROCESSING_MACHINE, scenario } from "#scenario";

const failure = { error: "States.Timeout", cause: "" };

scenario(
  "the validation times out: it is not tried again, and the callback says VALIDATION_FAILED",
  { mock: { [PROCESSING_MACHINE]: { ValidateRawAssets: [{ throw: failure }] } } },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();
    // States.TaskFailed takes every error but a time-out (docs/contract/pipeline.md 5).
    await expect(world).toHaveCalledBack([
      { body: { status: "RUNNING" } },
      { body: { status: "VALIDATION_FAILED", provider: "STEP_FUNCTIONS", failureReason: "States.Timeout" } },
    ]);
    const [execution] = await world.executions();
    const events = execution?.events ?? [];
    expect(events.some((event) => event.includes("ParallelProcessing"))).toBe(false);
    expect(events.some((event) => event.endsWith("ReportFailure"))).toBe(false);
    await expect(world).toHaveJobRows([
      { id: 20, status: "FAILED", last_error: "code=STATES.TIMEOUT | States.Timeout" },
    ]);
  },
);
