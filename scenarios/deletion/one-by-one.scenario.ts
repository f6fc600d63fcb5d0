import { expect, failService, type ScenarioContext, scenario } from "#scenario";

const ASSET = { listingIdentityId: 28, assetType: "PHOTO_HORIZONTAL", sequence: 1 };
const RAW = "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg";
const NAMED = "28/raw/photo/horizontal/horizontal-02-IMG_2705.jpg";

// docs/contract/http-api.md 5.7, IR; D28.
scenario(
  "the incident's revision: the photo is gone, then its keys are deleted one by one, and what fails is only logged",
  { revision: "incident" },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 2));
    await photographer.request("POST", "/api/v2/listings/media/update", { ...ASSET, metadata: { cover: NAMED } });
    const hop = { source: "server", target: "s3", operation: "DeleteObjects" } as const;
    failService(world, hop, { status: 403, code: "AccessDenied", times: 1 });
    const answer = await photographer.request("DELETE", "/api/v2/listings/media/delete", ASSET);
    expect(answer.json).toEqual({ status: "asset_deleted" });
    await expect(world).toHaveAssets([{ sequence: 2 }]);
    await world.settle();

    await expect(world).toHaveLogged("WARN", "service.media.delete.s3_failed", {
      key: RAW,
      err: "failed to delete objects",
    });
    // Whatever comes after the first is deleted all the same, another photo's file too.
    expect((await world.objects()).map(({ key }) => key)).toEqual([RAW]);
    expect(new Set(deletedKeys(world).map(({ length }) => length))).toEqual(new Set([1]));
  },
);

/** The keys of each request to delete objects. */
function deletedKeys(world: ScenarioContext["world"]): readonly (readonly string[])[] {
  const requests = world.trace.of("operation").filter(({ operation }) => operation === "DeleteObjects");
  return requests.map(({ request }) =>
    [...(world.trace.body(request)?.toString() ?? "").matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = ""]) => key),
  );
}
