import { expect, photoOf, scenario } from "#scenario";

const plan = photoOf({
  name: "ground-floor.pdf",
  bytes: Buffer.from("%PDF-1.7"),
  width: 0,
  height: 0,
  orientation: 1,
  contentType: "application/pdf",
});
const KEY = "32/raw/project/doc/seq-01-ground-floor.pdf";

scenario(
  "a house that is not built yet gets its plans: its owner uploads a PDF, and the listing is ready when the ZIP exists",
  { world: { listings: [{ id: 32, status: 3, propertyType: 32, photographerIds: [] }] } },
  async ({ world, owner }) => {
    const file = { assetType: "PROJECT_DOC", sequence: 1, filename: plan.name, contentType: plan.contentType };
    const uploads = await owner.request("POST", "/api/v2/listings/project-media/uploads", {
      listingIdentityId: 32,
      files: [{ ...file, bytes: plan.bytes.length, checksum: plan.sha256 }],
    });
    expect(uploads.status).toBe(201);
    await expect(world).toHaveListingStatus(32, 17);
    const complete = () => owner.request("POST", "/api/v2/listings/project-media/complete", { listingIdentityId: 32 });
    expect((await complete()).json).toMatchObject({ code: 409, message: "project asset is still pending upload" });

    const [{ uploadUrl, headers } = { uploadUrl: "", headers: {} }] = (
      uploads.json as { files: { uploadUrl: string; headers: Record<string, string> }[] }
    ).files;
    await owner.put(uploadUrl, headers, plan.bytes);
    expect((await complete()).json).toEqual({ status: "project_media_completed" });
    await world.settle();

    await expect(world).toHaveZip("32/processed/zip/listing-media.zip", [
      { name: "project/doc/seq-01-ground-floor.pdf", sha256: plan.sha256 },
    ]);
    await expect(world).toHaveAssets([{ status: "PROCESSED", s3_key_raw: KEY }]);
    await expect(world).toHaveListingStatus(32, 10);
  },
);
