import { expect, scenario } from "#scenario";

// docs/contract/http-api.md 5.8: an error that is built with a nil option; section 2: a panic has no details.
scenario(
  "the current revision: an owner who decides too early makes the server panic, and it goes on",
  { revision: "current" },
  async ({ world, owner, photographer }) => {
    const answer = await owner.approve(28);
    expect([answer.status, answer.json]).toEqual([500, { code: 500, message: "Internal server error" }]);
    await expect(world).toHaveListingStatus(28, 6);
    expect((await owner.approve(28)).status).toBe(500);
    expect((await photographer.listMedia(28)).status).toBe(200);
  },
);
