import { expect, scenario } from "#scenario";

// docs/contract/config.md 1, `allow_owner_project_uploads`.
scenario(
  "without the feature nobody hands in plans",
  {
    world: {
      settings: { features: { allowOwnerProjectUploads: false } },
      listings: [{ id: 32, status: 17, propertyType: 32 }],
    },
  },
  async ({ owner }) => {
    const base = "/api/v2/listings/project-media";
    const file = { assetType: "PROJECT_DOC", sequence: 1, filename: "a.pdf", contentType: "application/pdf" };
    const files = [{ ...file, bytes: 1, checksum: "ab" }];
    const refused = { code: 403, details: null, message: "project uploads are disabled" };
    expect((await owner.request("POST", `${base}/uploads`, { listingIdentityId: 32, files })).json).toEqual(refused);
    expect((await owner.request("POST", `${base}/complete`, { listingIdentityId: 32 })).json).toEqual(refused);
  },
);
