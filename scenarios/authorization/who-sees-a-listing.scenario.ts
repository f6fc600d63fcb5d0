import { expect, personOf, scenario } from "#scenario";

const PUBLISHED = 11;

// docs/fixed-system.md, D29: owner and booked photographers; everybody sees what is published.
scenario(
  "a listing is seen by its owner and its photographers, by others only while it is published",
  {
    world: {
      listings: [
        ...[6, 10, PUBLISHED, 12].map((status) => ({ id: 20 + status, status })),
        { id: 40, status: PUBLISHED, ownerId: 13, photographerIds: [] },
      ],
    },
  },
  async ({ world, photographer, owner }) => {
    const people = [photographer, owner, personOf(world, "stranger"), personOf(world, "realtor")];
    const seen: unknown[] = [];
    for (const status of [6, 10, PUBLISHED, 12]) {
      const id = 20 + status;
      const answers = [];
      for (const person of people) answers.push((await person.listMedia(id)).status);
      const wanted = [{ assetType: "PHOTO_VERTICAL", sequence: 1, resolution: "large" }];
      for (const person of people) answers.push((await person.downloadUrls(id, wanted)).status);
      seen.push([status, ...answers]);
    }
    expect(seen).toEqual([
      [6, 200, 200, 403, 403, 200, 200, 403, 403],
      [10, 200, 200, 403, 403, 200, 200, 403, 403],
      [PUBLISHED, 200, 200, 200, 200, 200, 200, 200, 200],
      [12, 200, 200, 403, 403, 200, 200, 403, 403],
    ]);
    // Seeing is not working: a photographer who was not booked changes nothing of a published listing.
    expect((await photographer.listMedia(40)).status).toBe(200);
    const asset = { listingIdentityId: 40, assetType: "PHOTO_VERTICAL", sequence: 1 };
    const update = await photographer.request("POST", "/api/v2/listings/media/update", { ...asset, title: "mine" });
    const remove = await photographer.request("DELETE", "/api/v2/listings/media/delete", asset);
    expect([update.json, remove.json]).toMatchObject([
      { code: 403, message: "you have no part in this listing" },
      { code: 403, message: "you have no part in this listing" },
    ]);
    await world.database.execute("UPDATE listing_identities SET deleted = 1 WHERE id = 31");
    expect((await owner.listMedia(31)).json).toMatchObject({ code: 404, message: "listing not found" });
    await world.database.execute("UPDATE listing_versions SET deleted = 1 WHERE listing_identity_id = 26");
    expect((await owner.listMedia(26)).status).toBe(404);
  },
);
