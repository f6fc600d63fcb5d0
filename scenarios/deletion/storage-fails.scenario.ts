import { expect, failService, scenario } from "#scenario";

scenario(
  "the storage fails while a photo is deleted: the photo is gone at once, its object when the reconciler comes",
  { world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    const failure = { status: 403, code: "AccessDenied", times: 1 };
    failService(world, { source: "server", target: "s3", operation: "DeleteObjects" }, failure);
    const asset = { listingIdentityId: 28, assetType: "PHOTO_HORIZONTAL", sequence: 1 };
    const answer = await photographer.request("DELETE", "/api/v2/listings/media/delete", asset);
    expect(answer.json).toEqual({ status: "asset_deleted" });
    await expect(world).toHaveAssets([]);
    expect(await world.objects()).toHaveLength(1);

    await world.advance(6 * 60_000);
    expect(await world.objects()).toEqual([]);
    expect(await world.database.rows("media_outbox")).toEqual([]);
  },
);
