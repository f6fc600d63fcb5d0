import { expect, scenario, uploadProcessed } from "#scenario";

const ZIP = "28/processed/zip/listing-media.zip";

scenario(
  "the owner rejects, the photographer deletes a photo and completes again: a new ZIP without it, and approval",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 2));
    await photographer.complete(28);
    await world.settle();
    expect((await owner.reject(28)).json).toMatchObject({ decision: "rejected", newStatus: "REJECTED_BY_OWNER" });
    await expect(world).toHaveListingStatus(28, 8);

    const photo = { listingIdentityId: 28, assetType: "PHOTO_HORIZONTAL", sequence: 2 };
    expect((await photographer.request("DELETE", "/api/v2/listings/media/delete", photo)).status).toBe(200);
    expect((await photographer.complete(28)).status).toBe(200);
    await world.settle();

    await expect(world).toHaveZip(ZIP, [{ name: "photo/horizontal/horizontal-01-IMG_2907.jpg" }]);
    await expect(world).toHaveJobRows([
      { id: 20, status: "SUCCEEDED" },
      { id: 21, status: "SUCCEEDED" },
    ]);
    expect((await owner.listMedia(28)).json).toMatchObject({ zipBundle: { bundleKey: ZIP, assetsCount: 1 } });
    expect((await owner.approve(28)).json).toMatchObject({ decision: "approved", newStatus: "READY" });
    await expect(world).toHaveListingStatus(28, 10);
  },
);
