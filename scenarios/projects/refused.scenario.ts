import { expect, scenario } from "#scenario";

const OFF_PLAN = 32;
const UPLOADS = "/api/v2/listings/project-media/uploads";

scenario(
  "plans are taken from the owner of a house that is not built yet, before anything else has begun, and from nobody else",
  {
    world: {
      listings: [
        { id: 31, status: 3 },
        { id: 32, status: 17, propertyType: OFF_PLAN },
        { id: 33, status: 6, propertyType: OFF_PLAN },
        { id: 34, status: 17, propertyType: OFF_PLAN, ownerId: 13 },
      ],
    },
  },
  async ({ world, owner, photographer }) => {
    const file = { assetType: "PROJECT_DOC", sequence: 1, filename: "a.pdf", contentType: "application/pdf", bytes: 1 };
    const plan = (listingIdentityId: number, change = {}) => ({
      listingIdentityId,
      files: [{ ...file, checksum: "ab".repeat(32), ...change }],
    });
    const answers = [
      await owner.request("POST", UPLOADS, plan(31)),
      await owner.request("POST", UPLOADS, plan(33)),
      await owner.request("POST", UPLOADS, plan(34)),
      await owner.request("POST", UPLOADS, plan(32, { assetType: "PHOTO_VERTICAL" })),
      await photographer.request("POST", UPLOADS, plan(32)),
      await owner.request("POST", "/api/v2/listings/project-media/complete", { listingIdentityId: 32 }),
    ];
    expect(answers.map(({ json }) => (json as { message: string }).message)).toEqual([
      "project media allowed only for OffPlanHouse listings",
      "listing must be in PENDING_PLAN_LOADING to handle project media",
      "you have no part in this listing",
      "Validation failed",
      "Insufficient permissions",
      "no project assets found for this listing",
    ]);

    expect((await owner.request("POST", UPLOADS, plan(32))).status).toBe(201);
    const asset = { listingIdentityId: 32, assetType: "PROJECT_DOC", sequence: 1 };
    expect((await owner.request("DELETE", "/api/v2/listings/project-media", asset)).status).toBe(204);
    await expect(world).toHaveAssets([]);
  },
);
