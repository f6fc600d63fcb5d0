import { expect, scenario } from "#scenario";

const PATH = "/api/v2/listings/media/uploads";

type Change = Readonly<Record<string, unknown>>;

/** docs/contract/pipeline.md 1.1: what is asked for, and the key without `28/raw/`. */
const KEYS: readonly (readonly [Change, string | RegExp])[] = [
  [{ assetType: "PHOTO_VERTICAL", sequence: 7 }, "photo/vertical/vertical-07-a.jpg"],
  [{ assetType: "PHOTO_HORIZONTAL", sequence: 12 }, "photo/horizontal/horizontal-12-a.jpg"],
  [{ assetType: "VIDEO_VERTICAL", contentType: "video/mp4", filename: "v.mp4" }, "video/vertical/vertical-01-v.mp4"],
  [{ assetType: "VIDEO_HORIZONTAL", sequence: 255 }, "video/horizontal/horizontal-255-a.jpg"],
  [{ assetType: "PROJECT_DOC", sequence: 3 }, "project/doc/seq-03-a.jpg"],
  [{ assetType: "PROJECT_RENDER" }, "project/render/seq-01-a.jpg"],
  [{ assetType: "THUMBNAIL" }, "thumb/seq-01-a.jpg"],
  [{ assetType: "ZIP" }, "zip/seq-01-a.jpg"],
  [{ sequence: 20, metadata: { client_id: "front door", clientId: "other" } }, "photo/horizontal/front-door-a.jpg"],
  [{ sequence: 21, metadata: { clientId: "_-é x-_" } }, "photo/horizontal/x-a.jpg"],
  [{ sequence: 22, metadata: { client_id: "c".repeat(50) } }, `photo/horizontal/${"c".repeat(48)}-a.jpg`],
  [{ sequence: 23, metadata: { client_id: "  " } }, /^photo\/horizontal\/[0-9a-f-]{36}-a\.jpg$/],
  [{ sequence: 24, filename: " My  House (1).JPG " }, "photo/horizontal/horizontal-24-My-House-1-.JPG"],
  [{ sequence: 25, filename: "plain" }, "photo/horizontal/horizontal-25-plain.jpg"],
  [{ sequence: 26, filename: "plain", contentType: "image/png" }, "photo/horizontal/horizontal-26-plain.png"],
  [{ sequence: 27, filename: "clip", contentType: "video/quicktime" }, "photo/horizontal/horizontal-27-clip.mov"],
  [{ sequence: 28, filename: "clip", contentType: "video/mp4" }, "photo/horizontal/horizontal-28-clip.mp4"],
  [{ sequence: 29, filename: "..." }, /^photo\/horizontal\/horizontal-29-asset-[0-9a-f-]{36}\.$/],
  [{ sequence: 30, filename: `${"n".repeat(120)}.jpg` }, `photo/horizontal/horizontal-30-${"n".repeat(96)}`],
];

scenario("the key of an upload tells listing, kind, number and file name", {}, async ({ photographer }) => {
  const base = { orientation: "any", contentType: "image/jpeg", bytes: 1, checksum: "ab", sequence: 1 };
  const file = { ...base, assetType: "PHOTO_HORIZONTAL", filename: "a.jpg" };
  for (const [change, expected] of KEYS) {
    const body = { listingIdentityId: 28, files: [{ ...file, ...change }] };
    const { json } = await photographer.request("POST", PATH, body);
    const [{ objectKey } = { objectKey: JSON.stringify(json) }] =
      (json as { files?: { objectKey: string }[] }).files ?? [];
    expect(objectKey.slice(0, "28/raw/".length)).toBe("28/raw/");
    const rest = objectKey.slice("28/raw/".length);
    if (typeof expected === "string") expect(rest).toBe(expected);
    else expect(rest).toMatch(expected);
  }
});
