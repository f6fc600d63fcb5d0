import { expect, registerFinalizationJob, scenario, sendCallback, uploadProcessed } from "#scenario";

const BUNDLE = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";

// docs/fixed-system.md, D12 and D13: what the end of a finalization does to its listing.
scenario(
  "a finalization that fails gives a waiting listing back, one that succeeds takes only a listing that waits for it",
  {},
  async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    const setListing = (status: number) => world.database.execute("UPDATE listing_versions SET status = ?", [status]);
    const end = async (jobId: number, status: string) => {
      await registerFinalizationJob(world);
      const zip = status === "SUCCEEDED" ? { zipBundles: [BUNDLE] } : {};
      expect((await sendCallback(world, { jobId, listingIdentityId: 28, status, ...zip })).status).toBe(200);
    };
    await setListing(7);
    await end(20, "FINALIZATION_FAILED");
    await expect(world).toHaveListingStatus(28, 6);
    // A listing that has gone on meanwhile is left alone.
    for (const [jobId, status] of [
      [21, 8],
      [22, 11],
    ] as const) {
      await setListing(status);
      await end(jobId, "FINALIZATION_FAILED");
      await expect(world).toHaveListingStatus(28, status);
    }
    await end(23, "SUCCEEDED");
    await expect(world).toHaveListingStatus(28, 11);
    await expect(world).toHaveLogged("WARN", "service.media.callback.listing_not_waiting", {
      job_id: 23,
      listing_status: 11,
    });
    await setListing(8);
    await end(24, "SUCCEEDED");
    await expect(world).toHaveListingStatus(28, 7);
    const failed = await world.database.rows("media_processing_jobs", { status: "FAILED" });
    expect(failed.map(({ id }) => id)).toEqual([20, 21, 22]);
  },
);
