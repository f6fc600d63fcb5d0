import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import type { MediaAsset } from "../../database/media-assets.ts";
import { changedAsset, changeOf } from "./asset-change.ts";
import { resultWith } from "./test/examples.ts";

const fixed = new System("fixed");

const asset: MediaAsset = {
  id: 1,
  listingIdentityId: 28,
  assetType: "PHOTO_HORIZONTAL",
  sequence: 1,
  status: "PROCESSING",
  rawKey: "k",
  processedKey: "",
  title: "",
  metadata: { room: "kitchen", error: "before" },
};

test("a result with a processed key processes its asset, and its outputs become metadata", () => {
  const outputs = new Map([["small_jpeg", "s"]]);
  const change = changeOf(resultWith({ processedKey: "p", outputs, thumbnailKey: "t" }));
  expect(change).toEqual({
    status: "PROCESSED",
    rawKey: "k",
    processedKey: "p",
    metadata: { small_jpeg: "s", thumbnailKey: "t" },
  });
  const after = { ...asset, status: "PROCESSED", processedKey: "p" };
  expect(changedAsset(fixed, asset, change)).toEqual({
    ...after,
    metadata: { room: "kitchen", small_jpeg: "s", thumbnailKey: "t" },
  });
  expect(changedAsset(new System("current"), asset, change).metadata).toHaveProperty("error", "before");
});

test.each([
  [{ errorCode: "E" }, { errorCode: "E" }],
  [{ errorMessage: "why" }, { error: "why" }],
  [
    { errorCode: "E", errorMessage: "why", thumbnailKey: "t" },
    { errorCode: "E", error: "why", thumbnailKey: "t" },
  ],
])("%j fails its asset, although there is a processed key", (result, metadata) => {
  const change = changeOf(resultWith({ processedKey: "p", ...result }));
  expect(change).toMatchObject({ status: "FAILED", keyMissing: false, metadata });
  expect(changedAsset(fixed, asset, change)).toEqual({
    ...asset,
    status: "FAILED",
    metadata: { room: "kitchen", error: "before", ...metadata },
  });
});

test("a result that says neither where its asset is nor why not fails it, and its thumbnail is not kept", () => {
  expect(changeOf(resultWith({ thumbnailKey: "t" }))).toEqual({
    status: "FAILED",
    rawKey: "k",
    errorCode: "MISSING_PROCESSED_KEY",
    errorMessage: "",
    keyMissing: true,
    metadata: { errorCode: "MISSING_PROCESSED_KEY", error: "processed asset returned without processedKey" },
  });
});
