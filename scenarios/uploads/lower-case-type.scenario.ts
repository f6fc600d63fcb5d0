import { expect, scenario } from "#scenario";

scenario(
  "an asset type in lower case means the same: the photo lies with its like, and is found again",
  {},
  async ({ world, photographer, uploads }) => {
    const lowered = uploads.slice(0, 1).map((upload) => ({ ...upload, assetType: upload.assetType.toLowerCase() }));
    await photographer.upload(28, lowered);
    await photographer.process(28);
    await world.settle();
    await expect(world).toHaveAssets([
      {
        asset_type: "PHOTO_HORIZONTAL",
        status: "PROCESSED",
        s3_key_raw: "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg",
      },
    ]);
    const list = await photographer.request(
      "GET",
      "/api/v2/listings/media?listingIdentityId=28&assetType=photo_horizontal",
    );
    expect(list.json).toMatchObject({ data: [{ assetType: "PHOTO_HORIZONTAL" }], pagination: { total: 1 } });
  },
);
