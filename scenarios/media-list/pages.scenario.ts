import { expect, scenario } from "#scenario";

scenario(
  "the list says how many pages there are, and that a listing does not exist",
  {},
  async ({ photographer, uploads }) => {
    await photographer.requestUploads(28, uploads);
    const list = await photographer.request("GET", "/api/v2/listings/media?listingIdentityId=28&limit=3&page=2");
    expect(list.json).toMatchObject({ pagination: { page: 2, limit: 3, total: 4, totalPages: 2 } });
    // 0 is a sequence that no photo has, not "any".
    const none = await photographer.request("GET", "/api/v2/listings/media?listingIdentityId=28&sequence=0");
    expect(none.json).toMatchObject({ data: [], pagination: { total: 0 } });
    expect((await photographer.listMedia(99)).json).toEqual({
      code: 404,
      details: null,
      message: "listing not found",
    });
    const requests = [{ assetType: "PHOTO_VERTICAL", sequence: 1, resolution: "large" }];
    expect((await photographer.downloadUrls(99, requests)).status).toBe(404);
  },
);
