import { expect, scenario } from "#scenario";

scenario(
  "deleting a photo deletes its own five objects, and nothing that somebody has written into its metadata",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 2));
    await photographer.process(28);
    await world.settle();
    const first = { listingIdentityId: 28, assetType: "PHOTO_HORIZONTAL", sequence: 1 };
    const other = "28/raw/photo/horizontal/horizontal-02-IMG_2705.jpg";
    await photographer.request("POST", "/api/v2/listings/media/update", { ...first, metadata: { cover: other } });
    const answer = await photographer.request("DELETE", "/api/v2/listings/media/delete", first);
    expect(answer.json).toEqual({ status: "asset_deleted" });

    const keys = (await world.objects()).map(({ key }) => key);
    expect(keys).toHaveLength(5);
    expect(keys).toContain(other);
    expect(keys.filter((key) => key.includes("horizontal-01"))).toEqual([]);
  },
);
