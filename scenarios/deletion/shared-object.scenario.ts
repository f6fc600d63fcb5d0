import { expect, scenario } from "#scenario";

const DELETE = "/api/v2/listings/media/delete";

// docs/fixed-system.md, D28: an object that another asset uses stays.
scenario(
  "two photos lie in one object: it stays as long as one of them is there",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 2));
    const shared = "28/raw/photo/horizontal/horizontal-02-IMG_2705.jpg";
    await world.database.execute("UPDATE media_assets SET s3_key_raw = ? WHERE sequence = 1", [shared]);
    const reference = (sequence: number) => ({ listingIdentityId: 28, assetType: "PHOTO_HORIZONTAL", sequence });
    const keys = async () => (await world.objects()).map(({ key }) => key);

    expect((await photographer.request("DELETE", DELETE, reference(1))).status).toBe(200);
    expect(await keys()).toContain(shared);
    await expect(world).toHaveAssets([{ sequence: 2, s3_key_raw: shared }]);
    expect((await photographer.request("DELETE", DELETE, reference(2))).status).toBe(200);
    expect(await keys()).not.toContain(shared);
    expect(await world.database.rows("media_outbox")).toEqual([]);
  },
);
