import { breakDatabase, expect, scenario, uploadProcessed } from "#scenario";

const ZIP = { assetType: "ZIP", sequence: 0, resolution: "zip" };
const PHOTO = { assetType: "PHOTO_HORIZONTAL", sequence: 1, resolution: "large" };
const LOST = "Connection lost: The server closed the connection.";

// docs/contract/http-api.md 5.3 (owner notification), 5.5 (what cannot be served is left out); logs.md.
scenario(
  "what fails beside the main thing is told in the log, and nobody is refused for it",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await owner.signIn();
    await uploadProcessed(world, photographer, uploads.slice(0, 1));

    breakDatabase(world, "SELECT device_tokens");
    expect((await photographer.complete(28)).status).toBe(200);
    await world.settle();
    await expect(world).toHaveListingStatus(28, 7);
    const [job] = await world.database.rows("media_processing_jobs");
    await expect(world).toHaveLogged("ERROR", "service.media.complete.owner_notification_error", {
      err: LOST,
      listing_identity_id: 28,
      job_id: job?.id,
    });

    const urls = async () => {
      const { status, json } = await owner.downloadUrls(28, [ZIP, PHOTO]);
      const { urls } = json as { urls: { assetType: string }[] };
      return { status, served: urls.map(({ assetType }) => assetType) };
    };
    expect(await urls()).toEqual({ status: 200, served: ["ZIP", "PHOTO_HORIZONTAL"] });
    breakDatabase(world, "SELECT media_processing_jobs");
    expect(await urls()).toEqual({ status: 200, served: ["PHOTO_HORIZONTAL"] });
    await expect(world).toHaveLogged("ERROR", "service.media.generate_urls.zip_lookup_error", {
      listing_id: 28,
      error: LOST,
    });
    breakDatabase(world, "SELECT media_assets");
    expect(await urls()).toEqual({ status: 200, served: ["ZIP"] });
    await expect(world).toHaveLogged("WARN", "service.media.generate_urls.asset_not_found", {
      listing_id: 28,
      asset_type: "PHOTO_HORIZONTAL",
      sequence: 1,
      error: LOST,
    });
  },
);
