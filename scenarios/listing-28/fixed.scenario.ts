import { expect, scenario } from "#scenario";

const ARN = "arn:aws:states:us-east-1:123456789012:execution";
const ZIP = "28/processed/zip/listing-media.zip";

scenario(
  "the system as it should have been: the ZIP holds the four originals, and everybody knows it",
  { photos: "12mp" },
  async ({ world, photographer, owner, uploads }) => {
    await owner.signIn();
    await photographer.upload(28, uploads);
    await photographer.process(28);
    await world.settle();
    await expect(world).toHaveListingStatus(28, 6);
    await photographer.complete(28);
    await world.settle();

    const names = [
      "photo/horizontal/horizontal-01-IMG_2907.jpg",
      "photo/horizontal/horizontal-02-IMG_2705.jpg",
      "photo/vertical/vertical-01-20220907_121157.jpg",
      "photo/vertical/vertical-02-20220907_121308.jpg",
    ];
    const originals = uploads.map(({ photo }, index) => ({ name: names[index] ?? "", sha256: photo.sha256 }));
    await expect(world).toHaveZip(ZIP, originals);

    const [job20, job21] = await world.database.rows("media_processing_jobs");
    expect(job20).toMatchObject({ id: 20, status: "SUCCEEDED", provider: "STEP_FUNCTIONS", last_error: null });
    expect(job20?.external_id).toMatch(`${ARN}:listing-media-processing-sm-staging:`);
    expect(String(job20?.started_at) <= String(job20?.completed_at)).toBe(true);
    expect(job21).toMatchObject({
      id: 21,
      status: "SUCCEEDED",
      provider: "STEP_FUNCTIONS_FINALIZATION",
      external_id: `${ARN}:listing-media-finalization-sm-staging:finalization-28-21`,
      last_error: null,
    });
    const bytes = uploads.reduce((sum, { photo }) => sum + photo.bytes.length, 0);
    const zipBytes = (await world.object(ZIP))?.length ?? 0;
    expect(JSON.parse(String(job21?.payload))).toMatchObject({
      zipBundles: [ZIP],
      assetsZipped: 4,
      zipSizeBytes: zipBytes,
      unzippedSizeBytes: bytes,
    });

    const [started, processed, finalized] = world.callbacks();
    expect(JSON.parse(started?.body ?? "")).toMatchObject({ jobId: 20, status: "RUNNING" });
    expect(JSON.parse(processed?.body ?? "")).toMatchObject({ jobId: 20, status: "SUCCEEDED" });
    expect(JSON.parse(finalized?.body ?? "")).toMatchObject({
      jobId: 21,
      listingIdentityId: "28",
      status: "SUCCEEDED",
      zipBundles: [ZIP],
    });
    await expect(world).toHaveListingStatus(28, 7);
    await expect(world).toHaveQuietLogs();
    expect(await world.objects()).toHaveLength(4 + 16 + 1);

    const list = (await owner.listMedia(28)).json;
    expect(list).toMatchObject({ pagination: { total: 4 }, zipBundle: { bundleKey: ZIP, assetsCount: 4 } });
    const download = await owner.downloadUrls(28, [{ assetType: "ZIP", sequence: 1, resolution: "zip" }]);
    const [{ url } = { url: "" }] = (download.json as { urls: { url: string }[] }).urls;
    expect((await owner.fetch(url)).body).toHaveLength(zipBytes);
    expect((await owner.approve(28)).json).toMatchObject({ decision: "approved", newStatus: "READY" });
  },
);
