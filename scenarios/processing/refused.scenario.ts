import { expect, scenario } from "#scenario";

const PATH = "/api/v2/listings/media/uploads/process";

// docs/contract/http-api.md 5.2, and the binding of style P in section 2.
scenario(
  "processing is refused step by step in the contract's words, and leaves no job",
  { world: { listings: [{ id: 28, status: 6 }] } },
  async ({ world, photographer, uploads }) => {
    const ask = async (body: unknown) => (await photographer.request("POST", PATH, body)).json;
    const zero = {
      code: 400,
      details: { listingIdentityId: "required" },
      message: "listingIdentityId must be greater than zero",
    };
    for (const body of [{}, { listingIdentityId: 0 }, null]) expect(await ask(body)).toEqual(zero);
    const notFound = { code: 404, details: null, message: "listing not found" };
    for (const id of [99, -28]) expect(await ask({ listingIdentityId: id })).toEqual(notFound);
    expect(await ask(Buffer.alloc(0))).toEqual({ code: 400, details: null, message: "EOF" });
    expect(await ask({ listingIdentityId: "28" })).toEqual({
      code: 400,
      details: null,
      message: "json: cannot unmarshal string into Go struct field ProcessMediaInput.listingIdentityId of type int64",
    });
    const none = { code: 400, details: { listingIdentityId: 28 }, message: "no assets available for processing" };
    expect(await ask({ listingIdentityId: 28 })).toEqual(none);

    const answers = await photographer.upload(28, uploads.slice(0, 2), { except: [uploads[1]?.photo.name ?? ""] });
    expect(answers).toHaveLength(1);
    expect(await ask({ listingIdentityId: 28 })).toEqual({
      code: 400,
      details: { key: "28/raw/photo/horizontal/horizontal-02-IMG_2705.jpg" },
      message: "raw media file not found or inaccessible",
    });
    await world.database.execute("UPDATE media_assets SET s3_key_raw = NULL");
    expect(await ask({ listingIdentityId: 28 })).toEqual({
      code: 400,
      details: { listingIdentityId: 28 },
      message: "no assets ready for processing",
    });
    for (const status of ["PROCESSED", "PROCESSING", "STRANGE"]) {
      await world.database.execute("UPDATE media_assets SET status = ?", [status]);
      expect(await ask({ listingIdentityId: 28 })).toEqual(none);
    }
    await expect(world).toHaveJobRows([]);
    expect(await world.database.rows("media_outbox")).toEqual([]);
  },
);
