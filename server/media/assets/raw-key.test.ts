import { expect, test } from "vitest";
import { type RawKeySource, rawKey } from "./raw-key.ts";

function keyOf(source: Partial<RawKeySource>, filename = "a.jpg"): string {
  const metadata = { filename, ...source.metadata };
  return rawKey(
    {
      listingIdentityId: 131,
      assetType: "PHOTO_HORIZONTAL",
      sequence: 1,
      contentType: "image/jpeg",
      ...source,
      metadata,
    },
    () => "UUID",
  );
}

test.each([
  ["PHOTO_HORIZONTAL", 2, "131/raw/photo/horizontal/horizontal-02-a.jpg"],
  ["PHOTO_VERTICAL", 130, "131/raw/photo/vertical/vertical-130-a.jpg"],
  ["VIDEO_HORIZONTAL", 9, "131/raw/video/horizontal/horizontal-09-a.jpg"],
  ["PROJECT_DOC", 94, "131/raw/project/doc/seq-94-a.jpg"],
  ["THUMBNAIL", 96, "131/raw/thumb/seq-96-a.jpg"],
  ["photo_horizontal", 4, "131/raw/misc/seq-04-a.jpg"],
])("a %s with sequence %d", (assetType, sequence, key) => {
  expect(keyOf({ assetType, sequence })).toBe(key);
});

test.each([
  ["client_id", "My Client/ID 1", "131/raw/photo/horizontal/My-Client-ID-1-a.jpg"],
  ["clientId", "abc", "131/raw/photo/horizontal/abc-a.jpg"],
  ["client_id", "  ", "131/raw/photo/horizontal/UUID-a.jpg"],
  ["client_id", "!!!", "131/raw/photo/horizontal/UUID-a.jpg"],
  ["client_id", "x".repeat(60), `131/raw/photo/horizontal/${"x".repeat(48)}-a.jpg`],
])("the client's reference in %s: %j", (name, reference, key) => {
  expect(keyOf({ metadata: { [name]: reference } })).toBe(key);
});

test.each([
  ["foto", "foto.jpg"],
  ["../../etc/passwd", "etc-passwd.jpg"],
  ["...", "asset-UUID."],
  ["a.png", "a.png"],
  ["a.tar.gz", "a.tar.gz"],
  ["  Foto da Sala çã 1.JPG ", "Foto-da-Sala-1.JPG"],
  ["a\ufffd.jpg", "a-.jpg"],
  [`${"a".repeat(120)}.jpg`, "a".repeat(96)],
])("the file name %j", (filename, part) => {
  expect(keyOf({}, filename)).toBe(`131/raw/photo/horizontal/horizontal-01-${part}`);
});

test.each([
  ["video/mp4", "tour.mp4"],
  ["video/quicktime", "tour.mov"],
  ["image/heic", "tour.heic"],
  ["application/pdf", "tour.pdf"],
  ["application/x-other", "tour.bin"],
])("a name without extension gets the one of %s", (contentType, part) => {
  expect(keyOf({ contentType }, "tour")).toBe(`131/raw/photo/horizontal/horizontal-01-${part}`);
});
