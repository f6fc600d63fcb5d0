import { expect, FUNCTIONS, failFunction, scenario } from "#scenario";

scenario(
  "the thumbnails Lambda fails twice and then works: back-off of 5 and 10 seconds in virtual time",
  {},
  async ({ world, photographer, uploads }) => {
    failFunction(world, FUNCTIONS.thumbnails, { times: 2, errorType: "Runtime.ExitError" });
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();

    const attempts = world.trace
      .of("operation")
      .filter(({ target, operation }) => target === FUNCTIONS.thumbnails && operation === "invocation");
    expect(attempts.map(({ outcome }) => outcome)).toEqual(["Runtime.ExitError", "Runtime.ExitError", "ok"]);
    const [first, second, third] = attempts.map(({ at }) => at);
    expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(5000);
    expect(Number(third) - Number(second)).toBeGreaterThanOrEqual(10_000);
    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED", last_error: null }]);
  },
);
