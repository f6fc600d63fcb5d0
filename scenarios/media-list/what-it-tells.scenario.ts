import { expect, scenario, uploadProcessed } from "#scenario";

// docs/contract/http-api.md 5.4: what is empty is left out.
scenario(
  "the list tells of each asset what is known, and of the newest ZIP of the listing",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    await world.database.execute(
      `INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status) VALUES (28, 'ZIP', 2, 'PENDING_UPLOAD')`,
    );
    const first = uploads[0]?.photo;
    const asset = {
      id: 1,
      listingIdentityId: 28,
      assetType: "PHOTO_HORIZONTAL",
      sequence: 1,
      status: "PROCESSED",
      title: "PHOTO_HORIZONTAL 1",
      metadata: {
        checksum: first?.sha256,
        content_type: "image/jpeg",
        filename: "IMG_2907.jpg",
        requested_by: "5",
        size_bytes: String(first?.bytes.length),
      },
      s3KeyRaw: "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg",
      s3KeyProcessed: "28/processed/photo/horizontal/large/horizontal-01-IMG_2907.jpg",
    };
    const bare = { id: 2, listingIdentityId: 28, assetType: "ZIP", sequence: 2, status: "PENDING_UPLOAD" };
    const pagination = { page: 1, limit: 20, total: 2, totalPages: 1 };
    expect((await owner.listMedia(28)).json).toEqual({ data: [asset, bare], pagination });

    const job = (status: string, provider: string, completed: string | null, bundle: string | null) =>
      world.database.execute(
        `INSERT INTO media_processing_jobs (listing_identity_id, status, provider, started_at, completed_at, payload)
         VALUES (28, ?, ?, NOW(), ?, ?)`,
        [status, provider, completed, bundle && JSON.stringify({ zipBundles: [bundle, "b"], assetsZipped: 2 })],
      );
    const OWN = "STEP_FUNCTIONS_FINALIZATION";
    const key = asset.s3KeyRaw;
    await job("SUCCEEDED", OWN, "2025-12-01 10:00:00", "older.zip");
    await job("SUCCEEDED", OWN, "2025-12-02 10:00:00", "same moment, older.zip");
    await job("SUCCEEDED", OWN, "2025-12-02 10:00:00", key);
    await job("SUCCEEDED", OWN, "2025-12-01 11:00:00", "written later, ended earlier.zip");
    await job("FAILED", OWN, "2025-12-03 09:00:00", "failed.zip");
    await job("SUCCEEDED", OWN, null, "not ended.zip");
    await job("SUCCEEDED", "STEP_FUNCTIONS", "2025-12-03 09:00:00", "of processing.zip");
    expect((await owner.listMedia(28)).json).toMatchObject({
      zipBundle: {
        bundleKey: key,
        assetsCount: 2,
        zipSizeBytes: 0,
        estimatedExtractedBytes: 0,
        completedAt: "2025-12-02T10:00:00Z",
      },
    });
    const [{ url } = { url: "" }] = (
      (await owner.downloadUrls(28, [{ assetType: "ZIP", sequence: 0, resolution: "zip" }])).json as {
        urls: { url: string }[];
      }
    ).urls;
    expect(new URL(url).pathname.endsWith(key)).toBe(true);
    await world.database.execute("DELETE FROM media_processing_jobs");
  },
);
