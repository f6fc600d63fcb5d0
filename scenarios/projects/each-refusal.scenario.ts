import { expect, scenario } from "#scenario";

const BASE = "/api/v2/listings/project-media";
const FILE = {
  assetType: "PROJECT_RENDER",
  sequence: 1,
  filename: "r.png",
  contentType: "image/png",
  bytes: 1,
  checksum: "ab",
};

// docs/contract/http-api.md 5.9; the routes exist in the fixed system (D23).
scenario(
  "plans and renders are refused for each thing that is wrong with them",
  {
    violates: ["approval-has-bundle"],
    world: {
      listings: [
        { id: 32, status: 17, propertyType: 32 },
        { id: 33, status: 7, propertyType: 32 },
      ],
    },
  },
  async ({ world, owner }) => {
    const ask = async (method: string, path: string, body: unknown) => {
      const { status, json } = await owner.request(method, `${BASE}${path}`, body);
      const { message, details } = (json ?? {}) as { message?: string; details?: unknown };
      return [status, message, details];
    };
    const uploads = (change: object, listingIdentityId = 32) =>
      ask("POST", "/uploads", { listingIdentityId, files: [{ ...FILE, ...change }] });
    const field = (name: string, message: string) => [
      422,
      "Validation failed",
      { errors: [{ field: `files[0].${name}`, message }] },
    ];
    expect(await uploads({ assetType: "PHOTO_VERTICAL" })).toEqual(field("assetType", "invalid value"));
    expect(await uploads({ sequence: 0 })).toEqual(field("sequence", "is required"));
    expect(await uploads({ bytes: -1 })).toEqual(field("bytes", "must be at least 1 characters"));
    expect((await uploads({}, 33))[1]).toBe("listing must be in PENDING_PLAN_LOADING to handle project media");
    expect((await uploads({ contentType: "text/plain" }))[1]).toBe("unsupported content type");
    expect((await uploads({}))[0]).toBe(201);

    const complete = () => ask("POST", "/complete", { listingIdentityId: 32 });
    const details = { assetType: "PROJECT_RENDER", sequence: 1 };
    const states: readonly (readonly [string, string])[] = [
      ["status = 'FAILED'", "project asset processing failed; re-upload required"],
      ["status = 'PROCESSING'", "project asset is processing; please wait"],
      ["status = 'PROCESSED'", "processed project asset missing processed key"],
      ["status = 'PENDING_UPLOAD'", "project asset is still pending upload"],
      ["s3_key_raw = NULL", "project asset is missing raw key"],
    ];
    for (const [change, message] of states) {
      await world.database.execute(`UPDATE media_assets SET ${change}`);
      expect([change, await complete()]).toEqual([change, [409, message, details]]);
    }
    await expect(world).toHaveJobRows([]);

    const remove = (change: object) => ask("DELETE", "", { listingIdentityId: 32, ...details, ...change });
    expect(await remove({ assetType: "PHOTO_VERTICAL" })).toEqual([
      400,
      "unsupported assetType",
      { assetType: "PHOTO_VERTICAL" },
    ]);
    expect((await remove({ sequence: 0 }))[0]).toBe(422);
    expect((await remove({ sequence: 2 }))[1]).toBe("asset not found");
    expect((await remove({ listingIdentityId: 33 }))[0]).toBe(409);
    expect(await remove({ assetType: "project_render" })).toEqual([204, undefined, undefined]);
    await expect(world).toHaveAssets([]);
  },
);
