import { expect, scenario } from "#scenario";

const PATH = "/api/v2/listings/media/update";

// docs/contract/http-api.md 5.6.
scenario(
  "a title is replaced when one is given, metadata are merged, and nothing else changes",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 2));
    const asset = { listingIdentityId: 28, assetType: "photo_horizontal", sequence: 1 };
    const ask = async (change: Readonly<Record<string, unknown>>) =>
      (await photographer.request("POST", PATH, { ...asset, ...change })).json;
    const done = { status: "asset_updated" };
    const [before, other] = await world.database.rows("media_assets");
    expect(await ask({})).toEqual(done);
    expect(await world.database.rows("media_assets")).toEqual([before, other]);

    expect(await ask({ title: "The door", metadata: { room: "hall", filename: "mine.jpg" } })).toEqual(done);
    expect(await ask({ title: "", metadata: { room: "", floor: "2" } })).toEqual(done);
    const [row, unchanged] = await world.database.rows("media_assets");
    expect(unchanged).toEqual(other);
    expect({ ...row, title: before?.title, metadata: before?.metadata }).toEqual(before);
    expect(row?.title).toBe("The door");
    expect(JSON.parse(String(row?.metadata))).toEqual({
      ...JSON.parse(String(before?.metadata)),
      room: "",
      floor: "2",
      filename: "mine.jpg",
    });

    const notFound = { code: 404, details: null, message: "asset not found" };
    expect(await ask({ sequence: 9 })).toEqual(notFound);
    expect(await ask({ assetType: "PHOTO_VERTICAL" })).toEqual(notFound);
    expect(await ask({ listingIdentityId: 0 })).toMatchObject({
      code: 400,
      message: "listingIdentityId must be greater than zero",
    });
    expect(await ask({ sequence: 300 })).toEqual({
      code: 400,
      details: null,
      message: "json: cannot unmarshal number 300 into Go struct field UpdateMediaInput.sequence of type uint8",
    });
    expect(await ask({ title: "t".repeat(255) })).toEqual(done);
    expect(await ask({ title: "t".repeat(256) })).toEqual({
      code: 500,
      details: null,
      message: "failed to update asset",
    });
  },
);
