import { expect, test } from "vitest";
import type { MediaAsset } from "../database/media-assets.ts";
import { downloadKey } from "./download-key.ts";

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
  expect(downloadKey(photo, "small")).toBe("28/processed/photo/horizontal/small/horizontal-01-IMG_2907.jpg");
  expect(downloadKey(photo, "")).toBe("28/processed/photo/horizontal/original/horizontal-01-IMG_2907.jpg");
});

test("the name comes from the processed key, the raw key, the file name, or the sequence", () => {
  const bare = { ...photo, processedKey: "", rawKey: "" };
  expect(downloadKey({ ...photo, processedKey: "" }, "large")).toBe(
    "28/processed/photo/horizontal/large/horizontal-01-IMG_2907.jpg",
  );
  expect(downloadKey({ ...bare, metadata: { filename: "x.jpg" } }, "large")).toBe(
    "28/processed/photo/horizontal/large/x.jpg",
  );
  expect(downloadKey(bare, "large")).toBe("28/processed/photo/horizontal/large/asset-28-1.bin");
});

test("thumbnails have their own stage, a ZIP its stored key", () => {
  expect(downloadKey({ ...photo, assetType: "THUMBNAIL" }, "large")).toBe(
    "28/thumb/thumb/large/horizontal-01-IMG_2907.jpg",
  );
  expect(downloadKey({ ...photo, assetType: "ZIP", processedKey: "28/processed/zip/21.zip" }, "zip")).toBe(
    "28/processed/zip/21.zip",
  );
});
