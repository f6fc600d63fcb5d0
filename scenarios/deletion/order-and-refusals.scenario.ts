import { breakDatabase, expect, scenario } from "#scenario";

const DELETE = "/api/v2/listings/media/delete";
const ASSET = { listingIdentityId: 28, assetType: "PHOTO_HORIZONTAL", sequence: 1 };

// docs/contract/http-api.md 5.7; the order as in the fixed system (D28).
scenario(
  "the row goes first and its objects after the commit; what cannot be found or deleted is told",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    const ask = async (body: unknown) => (await photographer.request("DELETE", DELETE, body)).json;
    expect(await ask({})).toMatchObject({ code: 400, message: "listingIdentityId must be greater than zero" });
    expect(await ask({ ...ASSET, sequence: 2 })).toEqual({ code: 404, details: null, message: "asset not found" });
    expect(await ask({ ...ASSET, listingIdentityId: 99 })).toMatchObject({ code: 404, message: "listing not found" });
    breakDatabase(world, "DELETE media_assets");
    expect(await ask(ASSET)).toEqual({ code: 500, details: null, message: "failed to delete asset from db" });
    breakDatabase(world, "COMMIT");
    expect(await ask(ASSET)).toMatchObject({ code: 500 });
    await expect(world).toHaveAssets([{ sequence: 1 }]);
    expect(await world.objects()).toHaveLength(1);

    const before = world.trace.events.length;
    expect(await ask(ASSET)).toEqual({ status: "asset_deleted" });
    const hops = world.trace.of("operation").filter(({ sequence }) => sequence > before);
    const order = hops.map(({ operation }) => operation);
    const place = (name: string) => order.indexOf(name);
    expect(place("DELETE media_assets")).toBeGreaterThan(-1);
    expect(place("COMMIT")).toBeGreaterThan(place("DELETE media_assets"));
    expect(place("DeleteObjects")).toBeGreaterThan(place("COMMIT"));
    expect(place("DELETE media_outbox")).toBeGreaterThan(place("DeleteObjects"));
    expect(await ask(ASSET)).toMatchObject({ code: 404, message: "asset not found" });
  },
);
