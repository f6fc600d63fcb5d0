import { expect, FUNCTIONS, scenario, truncated } from "#scenario";

// docs/contract/pipeline.md 4.2: nothing succeeded, and the status is to say so.
scenario(
  "the only photo is cut off: the thumbnails Lambda says FAILED, and so does the job",
  { needs: ["invocations"] },
  async ({ world, photographer, uploads }) => {
    const [first] = uploads;
    if (!first) throw new Error("listing 28 has photos");
    await photographer.upload(28, [{ ...first, photo: truncated(first.photo) }]);
    await photographer.process(28);
    await world.settle();

    const invocation = world.trace
      .of("operation")
      .find(({ target, operation }) => target === FUNCTIONS.thumbnails && operation === "invocation");
    const { body } = JSON.parse(world.trace.body(invocation?.response)?.toString() ?? "{}");
    expect(body).toMatchObject({
      status: "FAILED",
      generatedAssets: [],
      errors: [{ errorCode: "THUMBNAIL_PROCESSING_FAILED" }],
    });
    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED" }]);
  },
);
