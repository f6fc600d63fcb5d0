import { expect, FINALIZATION_MACHINE, scenario, uploadProcessed } from "#scenario";

const ZIP = "28/processed/zip/listing-media.zip";

// docs/contract/http-api.md 5.3, pipeline.md 6 and 7.
scenario(
  "'complete' starts one execution by its name, with the originals in order; the callback says what it made",
  {},
  async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.toReversed());
    const answer = await photographer.complete(28);
    expect([answer.status, answer.json]).toEqual([200, { status: "upload_completed" }]);
    await expect(world).toHaveJobRows([
      { id: 20, status: "RUNNING", provider: "STEP_FUNCTIONS_FINALIZATION", completed_at: null },
    ]);
    await world.settle();

    const [execution, ...more] = await world.executions();
    expect(more).toEqual([]);
    expect(execution).toMatchObject({ machine: FINALIZATION_MACHINE, name: "finalization-28-20", status: "SUCCEEDED" });
    const key = (direction: string, sequence: number, name: string) => ({
      key: `28/raw/photo/${direction}/${direction}-0${sequence}-${name}`,
      type: `PHOTO_${direction.toUpperCase()}`,
    });
    expect(JSON.parse(execution?.input ?? "{}")).toEqual({
      jobId: 20,
      listingIdentityId: 28,
      assets: [
        key("horizontal", 1, "IMG_2907.jpg"),
        key("horizontal", 2, "IMG_2705.jpg"),
        key("vertical", 1, "20220907_121157.jpg"),
        key("vertical", 2, "20220907_121308.jpg"),
      ],
      traceparent: expect.stringMatching(/^00-/),
    });
    const archive = (await world.object(ZIP)) ?? Buffer.alloc(0);
    const [callback] = world.callbacks();
    expect(JSON.parse(callback?.body ?? "{}")).toEqual({
      jobId: 20,
      listingIdentityId: "28",
      status: "SUCCEEDED",
      provider: "STEP_FUNCTIONS_FINALIZATION",
      traceparent: expect.stringMatching(/^00-/),
      assetsZipped: 4,
      zipBundles: [ZIP],
      zipSizeBytes: archive.length,
      unzippedSizeBytes: uploads.reduce((sum, { photo }) => sum + photo.bytes.length, 0),
    });
    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED", external_id: execution?.arn, last_error: null }]);
    expect(await world.database.rows("media_outbox")).toEqual([]);
  },
);
