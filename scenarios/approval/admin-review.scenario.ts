import { expect, scenario } from "#scenario";

// docs/contract/config.md 1, `listing_approval_admin_review`.
scenario(
  "with the administrator's review, what the owner approves waits for him; what he rejects does not",
  {
    world: {
      settings: { features: { listingApprovalAdminReview: true } },
      listings: [
        { id: 28, status: 7 },
        { id: 29, status: 7 },
      ],
    },
  },
  async ({ world, owner }) => {
    expect((await owner.approve(28)).json).toMatchObject({ decision: "approved", newStatus: "PENDING_ADMIN_REVIEW" });
    await expect(world).toHaveListingStatus(28, 9);
    expect((await owner.reject(29)).json).toMatchObject({ newStatus: "REJECTED_BY_OWNER" });
    await expect(world).toHaveListingStatus(29, 8);
  },
);
