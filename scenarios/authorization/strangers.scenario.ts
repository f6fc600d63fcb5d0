import { expect, scenario } from "#scenario";

const PUBLISHED = 11;
const STRANGER = 13;

scenario(
  "a photographer works only on listings of his own sessions, and an owner sees only his own until they are published",
  {
    world: {
      listings: [
        { id: 28, status: 6 },
        { id: 29, status: 6, ownerId: STRANGER, photographerIds: [] },
        { id: 30, status: PUBLISHED, ownerId: STRANGER, photographerIds: [] },
      ],
    },
  },
  async ({ world, photographer, owner, uploads }) => {
    expect((await photographer.requestUploads(28, uploads)).status).toBe(201);
    const asset = { listingIdentityId: 29, assetType: "PHOTO_HORIZONTAL", sequence: 1 };
    const refused = [
      await photographer.requestUploads(29, uploads),
      await photographer.process(29),
      await photographer.complete(29),
      await photographer.request("POST", "/api/v2/listings/media/update", { ...asset, title: "mine" }),
      await photographer.request("DELETE", "/api/v2/listings/media/delete", asset),
      await photographer.listMedia(29),
      await owner.listMedia(29),
      await owner.downloadUrls(29, [{ assetType: "PHOTO_HORIZONTAL", sequence: 1, resolution: "large" }]),
    ];
    for (const answer of refused) {
      expect(answer.json).toEqual({
        code: 403,
        details: { listingIdentityId: 29 },
        message: "you have no part in this listing",
      });
    }
    expect((await owner.listMedia(28)).status).toBe(200);
    expect((await owner.listMedia(30)).status).toBe(200);
    expect(await world.database.rows("media_assets", { listing_identity_id: 29 })).toEqual([]);
  },
);
