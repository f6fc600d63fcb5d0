import { expect, scenario } from "#scenario";

scenario(
  "the current revision: the ZIP holds the originals, list and download offer it, the owner approves",
  { revision: "current" },
  async ({ world, photographer, owner, uploads }) => {
    await photographer.upload(28, uploads);
    await photographer.process(28);
    await world.settle();
    await photographer.complete(28);
    await world.settle();

    await expect(world).toHaveZip("28/processed/zip/listing-media.zip", [
      { name: "photo/horizontal/horizontal-01-IMG_2907.jpg", sha256: uploads[0]?.photo.sha256 ?? "" },
      { name: "photo/horizontal/horizontal-02-IMG_2705.jpg", sha256: uploads[1]?.photo.sha256 ?? "" },
      { name: "photo/vertical/vertical-01-20220907_121157.jpg", sha256: uploads[2]?.photo.sha256 ?? "" },
      { name: "photo/vertical/vertical-02-20220907_121308.jpg", sha256: uploads[3]?.photo.sha256 ?? "" },
    ]);
    await expect(world).toHaveJobRows([
      { id: 20, status: "SUCCEEDED", provider: "STEP_FUNCTIONS", payload: null, last_error: null },
      { id: 21, status: "SUCCEEDED", provider: "STEP_FUNCTIONS_FINALIZATION", last_error: null },
    ]);
    const list = (await photographer.listMedia(28)).json;
    expect(list).toMatchObject({
      pagination: { total: 4, totalPages: 0 },
      zipBundle: { bundleKey: "28/processed/zip/listing-media.zip", assetsCount: 4 },
    });
    expect((await owner.approve(28)).json).toEqual({ listingIdentityId: 28, decision: "approved", newStatus: "READY" });
    await expect(world).toHaveListingStatus(28, 10);
  },
);
