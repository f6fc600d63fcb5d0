import { expect, test } from "vitest";
import type { MediaAsset } from "../../database/media-assets.ts";
import { objectsOf } from "./asset-objects.ts";

const photo: MediaAsset = {
  id: 1,
  listingIdentityId: 28,
  assetType: "PHOTO_VERTICAL",
  sequence: 1,
  status: "PROCESSED",
  rawKey: "28/raw/photo/vertical/a.jpg",
  processedKey: "28/processed/photo/vertical/large/a.jpg",
  title: "",
  metadata: { cover: "29/raw/photo/vertical/b.jpg", filename: "a.jpg", checksum: "abcd" },
};

test("D28: only what was stored and what is derived from it belongs to an asset, whatever its metadata say", () => {
  expect(objectsOf(photo)).toEqual([
    "28/raw/photo/vertical/a.jpg",
    "28/processed/photo/vertical/large/a.jpg",
    "28/processed/photo/vertical/thumbnail/a.jpg",
    "28/processed/photo/vertical/small/a.jpg",
    "28/processed/photo/vertical/medium/a.jpg",
  ]);
  expect(objectsOf({ ...photo, rawKey: "", processedKey: "" })).toEqual([]);
});
