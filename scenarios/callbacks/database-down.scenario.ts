import { breakDatabase, expect, scenario } from "#scenario";

scenario(
  "the database fails while a result is looked up: that is not 'not found', so the machine calls back again",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    breakDatabase(world, "SELECT media_assets");
    await world.settle();

    expect(world.callbacks().map(({ event }) => event.outcome)).toEqual(["200", "500", "200"]);
    await expect(world).toHaveLogged("ERROR", "service.media.callback.asset_lookup_error");
    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED", last_error: null }]);
    await expect(world).toHaveAssets([{ asset_type: "PHOTO_HORIZONTAL", sequence: 1, status: "PROCESSED" }]);
  },
);
