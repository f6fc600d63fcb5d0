import { expect, scenario, uploadProcessed } from "#scenario";

const SET =
  "UPDATE media_assets SET status = ?, s3_key_raw = ?, s3_key_processed = ? WHERE asset_type = ? AND sequence = ?";

// docs/contract/http-api.md 5.3: the first problem in the order of type and number decides.
scenario(
  "'complete' is refused for the first asset that is not ready, and says which and why",
  {},
  async ({ world, photographer, uploads }) => {
    const complete = async () => (await photographer.complete(28)).json;
    const refused = (message: string, details: unknown = null) => ({ code: 409, details, message });
    expect(await complete()).toEqual(refused("no assets found for this listing"));
    await uploadProcessed(world, photographer, uploads);
    const set = (place: "first" | "last", status: string, raw: string | null, processed: string | null) =>
      world.database.execute(SET, [
        status,
        raw,
        processed,
        place === "first" ? "PHOTO_HORIZONTAL" : "PHOTO_VERTICAL",
        place === "first" ? 1 : 2,
      ]);
    await set("last", "FAILED", "r", "p");
    const failed = refused("some assets failed processing, please remove or retry them");
    expect(await complete()).toEqual(failed);
    await set("first", "PROCESSING", "r", "p");
    expect(await complete()).toEqual(refused("assets are still processing, please wait"));
    await set("first", "PENDING_UPLOAD", "r", "p");
    expect(await complete()).toEqual(refused("assets are pending upload, please call /process endpoint first"));
    await set("first", "PROCESSED", null, null);
    const details = { asset: "assetId:1" };
    expect(await complete()).toEqual(refused("processed assets are missing original keys", details));
    await set("first", "PROCESSED", "r", null);
    expect(await complete()).toEqual(refused("processed assets are missing finalized keys", details));
    await set("first", "PROCESSED", "r", "p");
    expect(await complete()).toEqual(failed);
    await world.database.execute("UPDATE media_assets SET status = 'STRANGE'");
    expect(await complete()).toEqual(refused("no processed assets found to finalize"));

    await expect(world).toHaveJobRows([]);
    expect(await world.executions()).toEqual([]);
    const path = "/api/v2/listings/media/uploads/complete";
    expect((await photographer.request("POST", path, {})).json).toEqual({
      code: 400,
      details: { listingIdentityId: "required" },
      message: "listingIdentityId must be greater than zero",
    });
    expect((await photographer.complete(99)).json).toMatchObject({ code: 404, message: "listing not found" });
  },
);
