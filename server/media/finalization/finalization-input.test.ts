import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import type { MediaAsset } from "../../database/media-assets.ts";
import { finalizableAssets } from "./finalizable-assets.ts";
import { finalizationInput } from "./finalization-input.ts";

const asset: MediaAsset = {
  id: 63,
  listingIdentityId: 28,
  assetType: "PHOTO_HORIZONTAL",
  sequence: 1,
  status: "PROCESSED",
  rawKey: "28/raw/a.jpg",
  processedKey: "28/processed/large/a.jpg",
  title: "",
  metadata: {},
};
const traceparent = "00-a258f942a80343bc55c2f756e47b1867-f03fc09468879229-01";
const input = { jobId: 21, listingIdentityId: 28, assets: [asset], traceparent };

/** Recordings ir-incident/10-complete and cur-correct/10-complete. */
test("the incident's revision sends processed keys, the current one the originals", () => {
  expect(finalizationInput(new System("incident"), input)).toBe(
    `{"jobId":21,"listingIdentityId":28,"assets":[{"key":"28/processed/large/a.jpg","type":"PHOTO_HORIZONTAL"}],"traceparent":"${traceparent}"}`,
  );
  expect(finalizationInput(new System("current"), input)).toContain('"key":"28/raw/a.jpg"');
  expect(finalizationInput(new System("current"), { ...input, assets: [{ ...asset, rawKey: "" }] })).toContain(
    '"key":"28/processed/large/a.jpg"',
  );
});

test("D17: without tracing the field is absent; a correct system sends it empty", () => {
  expect(finalizationInput(new System("current"), { ...input, traceparent: "" })).not.toContain("traceparent");
  expect(finalizationInput(new System("fixed"), { ...input, traceparent: "" })).toContain('"traceparent":""');
});

test.each([
  [[], "no assets found for this listing"],
  [[{ status: "WEIRD" }, { status: "PROCESSING" }], "assets are still processing, please wait"],
  [[{ status: "PENDING_UPLOAD" }], "assets are pending upload, please call /process endpoint first"],
  [[{ status: "FAILED" }], "some assets failed processing, please remove or retry them"],
  [[{ rawKey: "" }], "processed assets are missing original keys"],
  [[{ processedKey: "" }], "processed assets are missing finalized keys"],
  [[{ status: "WEIRD" }], "no processed assets found to finalize"],
])("assets %j cannot be finalized", (changes, message) => {
  const assets = changes.map((change) => ({ ...asset, ...change }));
  expect(() => finalizableAssets(new System("current"), assets)).toThrow(message);
});

test("the incident's revision does not need original keys; unknown statuses are passed over", () => {
  expect(finalizableAssets(new System("incident"), [{ ...asset, rawKey: "" }])).toHaveLength(1);
  expect(finalizableAssets(new System("current"), [{ ...asset, status: "WEIRD" }, asset])).toEqual([asset]);
});
