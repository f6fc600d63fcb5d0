import { expect, personOf, scenario } from "#scenario";

const PATH = "/api/v2/listings/media/approve";

// docs/contract/http-api.md 5.8.
scenario(
  "the owner approves or rejects what waits for him, and nobody else does",
  {
    violates: ["approval-has-bundle"],
    world: {
      listings: [
        { id: 26, status: 7 },
        { id: 27, status: 7 },
        { id: 28, status: 7 },
        { id: 29, status: 7, ownerId: 13 },
        { id: 30, status: 6 },
        { id: 31, status: 8 },
      ],
    },
  },
  async ({ world, owner, photographer }) => {
    expect((await owner.approve(26)).json).toEqual({ listingIdentityId: 26, decision: "approved", newStatus: "READY" });
    await expect(world).toHaveListingStatus(26, 10);
    const rejected = { decision: "rejected", newStatus: "REJECTED_BY_OWNER" };
    expect((await owner.reject(27)).json).toEqual({ listingIdentityId: 27, ...rejected });
    await expect(world).toHaveListingStatus(27, 8);
    // What is not said is no.
    expect((await owner.request("POST", PATH, { listingIdentityId: 28 })).json).toMatchObject(rejected);
    await expect(world).toHaveLogged("INFO", "service.media.owner_approval.applied", {
      listing_identity_id: 27,
      decision: "rejected",
      new_status: "REJECTED_BY_OWNER",
    });

    const stranger = personOf(world, "stranger");
    const other = { code: 403, details: null, message: "only the listing owner can approve or reject media" };
    expect((await owner.approve(29)).json).toEqual(other);
    // The status is looked at before the owner.
    const early = { code: 400, details: null, message: "listing is not awaiting owner approval" };
    for (const id of [26, 30, 31]) {
      expect((await owner.approve(id)).json).toEqual(early);
      expect((await stranger.request("POST", PATH, { listingIdentityId: id, approve: true })).json).toEqual(early);
    }
    expect((await owner.approve(99)).json).toEqual({ code: 404, details: null, message: "listing not found" });
    expect((await owner.approve(0)).json).toEqual({
      code: 422,
      details: { errors: [{ field: "listingIdentityID", message: "is required" }] },
      message: "Validation failed",
    });
    const format = await owner.request("POST", PATH, { listingIdentityId: 26, approve: "yes" });
    expect(format.json).toEqual({ code: 400, details: null, message: "Invalid request format" });
    expect((await photographer.request("POST", PATH, { listingIdentityId: 29, approve: true })).status).toBe(403);
    await expect(world).toHaveListingStatus(29, 7);
    await expect(world).toHaveListingStatus(30, 6);
  },
);
