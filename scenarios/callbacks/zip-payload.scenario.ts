import { expect, registerFinalizationJob, scenario, sendCallback, uploadProcessed } from "#scenario";

// docs/contract/database.md 6, `payload`.
scenario(
  "what the callback says of the ZIP is kept in the job, and the list tells it",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    await registerFinalizationJob(world);
    const bundle = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";
    await world.advance(5_000);
    const zip = { zipBundles: [bundle, "second.zip"], assetsZipped: 3, zipSizeBytes: 1000, unzippedSizeBytes: 2000 };
    const provider = "step_functions_finalization";
    const callback = { jobId: "20", listingIdentityId: "28", status: "SUCCEEDED", provider, ...zip };
    expect((await sendCallback(world, callback)).status).toBe(200);

    const [job] = await world.database.rows("media_processing_jobs");
    expect(JSON.parse(String(job?.payload))).toEqual({
      rawKey: "",
      processedKey: "",
      thumbnailKey: "",
      outputs: null,
      errorCode: "",
      errorMessage: "",
      ...zip,
    });
    await expect(world).toHaveListingStatus(28, 7);
    expect((await owner.listMedia(28)).json).toMatchObject({
      zipBundle: {
        bundleKey: bundle,
        assetsCount: 3,
        zipSizeBytes: 1000,
        estimatedExtractedBytes: 2000,
        completedAt: `${String(job?.completed_at).replace(" ", "T")}Z`,
      },
    });
  },
);
