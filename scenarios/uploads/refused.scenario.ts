import { expect, scenario } from "#scenario";

const PATH = "/api/v2/listings/media/uploads";
const FILE = {
  assetType: "PHOTO_HORIZONTAL",
  orientation: "LANDSCAPE",
  filename: "a.jpg",
  contentType: "image/jpeg",
  bytes: 10,
  checksum: "ab".repeat(32),
  sequence: 1,
};
const KEY = "PHOTO_HORIZONTAL-1";
const MIB = 1024 * 1024;

type Change = Readonly<Record<string, unknown>>;

/** docs/contract/http-api.md 5.1: rules of the fields, all of them told at once. */
const FIELDS: readonly (readonly [Change, string, string])[] = [
  [{ assetType: "" }, "assetType", "is required"],
  [{ orientation: "" }, "orientation", "is required"],
  [{ filename: "" }, "filename", "is required"],
  [{ contentType: "" }, "contentType", "is required"],
  [{ bytes: 0 }, "bytes", "is required"],
  [{ bytes: -1 }, "bytes", "must be at least 1 characters"],
  [{ checksum: "" }, "checksum", "is required"],
  [{ sequence: 0 }, "sequence", "is required"],
];

/** The service's rules in their order: each file breaks its own rule and all later ones that it can. */
const SERVICE: readonly (readonly [Change, string, unknown])[] = [
  [
    { contentType: "text/html", checksum: " ", assetType: "X" },
    "unsupported content type",
    { contentType: "text/html" },
  ],
  [{ contentType: "image/gif" }, "unsupported content type", { contentType: "image/gif" }],
  [
    { bytes: 256 * MIB + 1, checksum: " ", assetType: "X" },
    "file exceeds allowed size",
    { key: "X-1", maxBytes: 256 * MIB },
  ],
  [{ checksum: "  ", assetType: "X" }, "checksum is required", { key: "X-1" }],
  [{ assetType: "PHOTO" }, "unsupported asset type", { assetType: "PHOTO", key: "PHOTO-1" }],
  [{ checksum: "no checksum" }, "invalid checksum", { checksum: "unsupported checksum format" }],
  [{ checksum: "abc" }, "invalid checksum", { checksum: "unsupported checksum format" }],
];

scenario(
  "an upload is refused for the first rule that it breaks, in the contract's words",
  {},
  async ({ photographer, world }) => {
    const ask = (body: unknown) => photographer.request("POST", PATH, body);
    const withFiles = (...files: unknown[]) => ask({ listingIdentityId: 28, files });
    const invalid = (errors: unknown) => ({ code: 422, details: { errors }, message: "Validation failed" });

    for (const [change, field, message] of FIELDS) {
      const { json } = await withFiles({ ...FILE, ...change });
      expect(json).toEqual(invalid([{ field: `files[0].${field}`, message }]));
    }
    expect((await ask({ files: [] })).json).toEqual(
      invalid([
        { field: "listingIdentityID", message: "is required" },
        { field: "files", message: "must be at least 1 characters" },
      ]),
    );
    expect((await ask({ listingIdentityId: 28 })).json).toEqual(invalid([{ field: "files", message: "is required" }]));
    const format = { code: 400, details: null, message: "Invalid request format" };
    for (const body of ["", "{", '{"listingIdentityId":"28"}', '{"listingIdentityId":28.0}']) {
      expect([body, (await ask(Buffer.from(body))).json]).toEqual([body, format]);
    }
    expect((await withFiles({ ...FILE, sequence: 256 })).json).toEqual(format);

    for (const [change, message, details] of SERVICE) {
      expect((await withFiles({ ...FILE, ...change })).json).toEqual({ code: 400, details, message });
    }
    const twice = await withFiles(FILE, { ...FILE, sequence: 2 }, { ...FILE, contentType: "text/html" });
    expect(twice.json).toEqual({ code: 400, details: { key: KEY }, message: "duplicate asset type and sequence" });
    expect((await ask({ listingIdentityId: 99, files: [FILE] })).json).toEqual({
      code: 404,
      details: null,
      message: "listing not found",
    });
    expect(await world.database.rows("media_assets")).toEqual([]);
    // Content type and asset type are compared without regard to case and blanks around.
    expect((await withFiles({ ...FILE, contentType: " IMAGE/JPEG " })).status).toBe(201);
  },
);
