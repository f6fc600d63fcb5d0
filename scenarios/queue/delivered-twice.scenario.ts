import { expect, QUEUE, scenario } from "#scenario";

scenario(
  "the queue delivers a message twice, as it may: the job has one end, and the photo is processed",
  {},
  async ({ world, photographer, uploads }) => {
    // A message that could not be deleted is delivered again after its visibility time-out of 60 seconds.
    world.faults.arm(
      { target: "sqs", operation: "DeleteMessageBatch" },
      { name: "deletion lost", error: () => new Error("deletion lost") },
    );
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.advance(30_000);
    const [first] = await world.database.rows("media_processing_jobs");
    expect(first?.status).toBe("SUCCEEDED");
    await world.settle();

    const deliveries = world.trace.of("operation").filter(({ operation }) => operation === "ReceiveMessage");
    expect(deliveries).toHaveLength(2);
    expect(await world.messages(QUEUE)).toEqual([]);
    expect(await world.database.rows("media_processing_jobs")).toEqual([first]);
    await expect(world).toHaveAssets([{ status: "PROCESSED" }]);
  },
);
