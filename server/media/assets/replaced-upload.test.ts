import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import type { MediaAsset } from "../../database/media-assets.ts";
import { keysOfUpload, metadataOfSuccess, metadataOfUpload, objectsLeftBehind } from "./replaced-upload.ts";

const fixed = new System("fixed");
const defective = new System("fixed", ["D32"]);

const stored: MediaAsset = {
  id: 1,
  listingIdentityId: 28,
  assetType: "PHOTO_VERTICAL",
  sequence: 1,
  status: "FAILED",
  rawKey: "28/raw/photo/vertical/old.jpg",
  processedKey: "28/processed/photo/vertical/large/old.jpg",
  title: "",
  metadata: { room: "kitchen", filename: "old.jpg", error: "broken", errorCode: "E", large_photo_vertical: "k" },
};
const fresh = () => "28/raw/photo/vertical/new.png";

test("D32: the asset gets the key of its new file, and is no longer processed", () => {
  expect(keysOfUpload(fixed, stored, fresh)).toEqual({ rawKey: fresh(), processedKey: "" });
  const { rawKey, processedKey } = stored;
  expect(keysOfUpload(defective, stored, fresh)).toEqual({ rawKey, processedKey });
  expect(keysOfUpload(defective, undefined, fresh)).toEqual({ rawKey: fresh(), processedKey: "" });
});

test("D32: what the client has said stays, what the pipeline wrote goes", () => {
  const given = { filename: "new.png" };
  expect(metadataOfUpload(fixed, stored, given)).toEqual({ room: "kitchen", filename: "new.png" });
  expect(metadataOfUpload(defective, stored, given)).toEqual(given);
});

test("D32: objects of the former file are left behind only when the key is another", () => {
  expect(objectsLeftBehind(fixed, stored, fresh())).toContain(stored.rawKey);
  expect(objectsLeftBehind(fixed, stored, stored.rawKey)).toEqual([]);
  expect(objectsLeftBehind(fixed, undefined, fresh())).toEqual([]);
  expect(objectsLeftBehind(defective, stored, fresh())).toEqual([]);
});

test("D32: a success forgets the error before it", () => {
  expect(metadataOfSuccess(fixed, stored)).not.toHaveProperty("error");
  expect(metadataOfSuccess(fixed, stored)).not.toHaveProperty("errorCode");
  expect(metadataOfSuccess(defective, stored)).toHaveProperty("errorCode", "E");
});
