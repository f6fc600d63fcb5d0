import { expect, PROCESSING_MACHINE, scenario } from "#scenario";

// What AWS says of a function whose answer names no error type; no function of the system's own answers like that.
const CRASH = {
  error: "Lambda.Unknown",
  cause: "The cause could not be determined because Lambda did not return an error type.",
};

scenario(
  "the validation dies without a word: it is tried three times, then the job fails with the reason and no photo is left in processing",
  { mock: { [PROCESSING_MACHINE]: { ValidateRawAssets: [{ throw: CRASH }] } } },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED" }]);
    await expect(world).toHaveAssets([{ sequence: 1, status: "FAILED" }]);
    const [execution] = await world.executions();
    expect(execution?.status).toBe("FAILED");
    const tries = execution?.events.filter((event) => event.includes("LambdaFunctionFailed"));
    expect(tries).toHaveLength(3);
  },
);
