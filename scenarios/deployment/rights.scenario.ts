import { expect, scenario, uploadProcessed } from "#scenario";

// docs/contract/config.md 3, IAM: a part may do what it must, and a whole run needs no more than that.
scenario(
  "a whole run, with a deletion, is allowed everywhere: nothing is denied and nothing goes wrong",
  {},
  async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 2));
    await photographer.complete(28);
    await world.settle();
    const asset = { listingIdentityId: 28, assetType: "PHOTO_HORIZONTAL", sequence: 1 };
    expect((await photographer.request("DELETE", "/api/v2/listings/media/delete", asset)).status).toBe(200);
    const denied = world.trace.of("operation").filter(({ outcome = "" }) => /AccessDenied|403/.test(outcome));
    expect(denied).toEqual([]);
  },
);
