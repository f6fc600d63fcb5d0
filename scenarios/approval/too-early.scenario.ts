import { expect, scenario } from "#scenario";

scenario(
  "an owner who decides too early is told so, and the server does not die over it",
  {},
  async ({ world, owner }) => {
    const answer = await owner.approve(28);
    expect(answer.json).toEqual({ code: 400, details: null, message: "listing is not awaiting owner approval" });
    await expect(world).toHaveListingStatus(28, 6);
  },
);
