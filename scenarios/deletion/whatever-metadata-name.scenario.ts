import { breakDatabase, expect, failService, type ScenarioContext, scenario } from "#scenario";

const ASSET = { listingIdentityId: 28, assetType: "PHOTO_HORIZONTAL", sequence: 1 };
const NAMED = "28/raw/photo/horizontal/horizontal-02-IMG_2705.jpg";

// docs/contract/http-api.md 5.7, CUR; D28.
scenario(
  "the current revision: every metadata value is a key, S3 goes first, and when it fails the photo stays",
  { revision: "current" },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 2));
    const remove = async () => (await photographer.request("DELETE", "/api/v2/listings/media/delete", ASSET)).json;
    const metadata = { cover: `  ${NAMED} `, twice: NAMED, blank: "   " };
    await photographer.request("POST", "/api/v2/listings/media/update", { ...ASSET, metadata });

    failService(
      world,
      { source: "server", target: "s3", operation: "DeleteObjects" },
      { status: 403, code: "AccessDenied", times: 1 },
    );
    expect(await remove()).toEqual({ code: 500, details: null, message: "failed to delete objects" });
    await expect(world).toHaveAssets([{ sequence: 1 }, { sequence: 2 }]);
    const place = { listing_identity_id: 28, asset_type: "PHOTO_HORIZONTAL", sequence: 1 };
    await expect(world).toHaveLogged("ERROR", "service.media.delete.s3_error", {
      err: "failed to delete objects",
      ...place,
    });
    expect(await world.objects()).toHaveLength(2);

    // The objects are gone before the row is, so they do not come back with it.
    breakDatabase(world, "DELETE media_assets");
    expect(await remove()).toMatchObject({ code: 500, message: "failed to delete asset from db" });
    await expect(world).toHaveAssets([{ sequence: 1 }, { sequence: 2 }]);
    expect(await world.objects()).toEqual([]);

    const before = deletedKeys(world).length;
    expect(await remove()).toEqual({ status: "asset_deleted" });
    await expect(world).toHaveAssets([{ sequence: 2 }]);
    const [keys = [], ...others] = deletedKeys(world).slice(before);
    expect(others).toEqual([]);
    expect(keys).toEqual(
      expect.arrayContaining(["28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg", NAMED, "image/jpeg"]),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => key.trim() !== key || key === "")).toEqual([]);
  },
);

/** The keys of each request to delete objects. */
function deletedKeys(world: ScenarioContext["world"]): readonly (readonly string[])[] {
  const requests = world.trace.of("operation").filter(({ operation }) => operation === "DeleteObjects");
  return requests.map(({ request }) =>
    [...(world.trace.body(request)?.toString() ?? "").matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = ""]) => key),
  );
}
