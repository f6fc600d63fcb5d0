import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import type { MediaAsset } from "../../database/media-assets.ts";
import { downloadKey } from "./download-key.ts";

const current = new System("current");

const photo: MediaAsset = {
  id: 1,
  listingIdentityId: 28,
  assetType: "PHOTO_HORIZONTAL",
  sequence: 1,
  status: "PROCESSED",
  rawKey: "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg",
  processedKey: "28/processed/photo/horizontal/large/horizontal-01-IMG_2907.jpg",
  title: "",
  metadata: {},
};

test("a variant lies beside the large one", () => {
  expect(downloadKey(current, photo, "small")).toBe("28/processed/photo/horizontal/small/horizontal-01-IMG_2907.jpg");
  expect(downloadKey(current, photo, "")).toBe("28/processed/photo/horizontal/original/horizontal-01-IMG_2907.jpg");
});

test("the name comes from the processed key, the raw key, the file name, or the sequence", () => {
  const bare = { ...photo, processedKey: "", rawKey: "" };
  expect(downloadKey(current, { ...photo, processedKey: "" }, "large")).toBe(
    "28/processed/photo/horizontal/large/horizontal-01-IMG_2907.jpg",
  );
  expect(downloadKey(current, { ...bare, metadata: { filename: "x.jpg" } }, "large")).toBe(
    "28/processed/photo/horizontal/large/x.jpg",
  );
  expect(downloadKey(current, bare, "large")).toBe("28/processed/photo/horizontal/large/asset-28-1.bin");
});

test("thumbnails have their own stage, a ZIP its stored key", () => {
  expect(downloadKey(current, { ...photo, assetType: "THUMBNAIL" }, "large")).toBe(
    "28/thumb/thumb/large/horizontal-01-IMG_2907.jpg",
  );
  expect(downloadKey(current, { ...photo, assetType: "ZIP", processedKey: "28/processed/zip/21.zip" }, "zip")).toBe(
    "28/processed/zip/21.zip",
  );
});

test("D25: the original of a processed photo is what was uploaded, of a video what was converted", () => {
  expect(downloadKey(new System("fixed"), photo, "original")).toBe(photo.rawKey);
  expect(downloadKey(current, photo, "original")).toBe(
    "28/processed/photo/horizontal/original/horizontal-01-IMG_2907.jpg",
  );
  const processedKey = "28/processed/video/vertical/original/vertical-01-tour.mp4";
  const video = { ...photo, assetType: "VIDEO_VERTICAL", rawKey: "28/raw/video/vertical/vertical-01-tour.mp4" };
  expect(downloadKey(new System("fixed"), { ...video, processedKey }, "original")).toBe(processedKey);
});
