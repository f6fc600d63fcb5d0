import { expect, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { jobAsset } from "../media/job-asset.ts";
import { AssetResult } from "./asset-result.ts";
import { overallStatus } from "./status.ts";

const good = new AssetResult({ ...jobAsset.zero(), key: "good" });
const missing = new AssetResult({ ...jobAsset.zero(), key: "missing", error: "failed to head object: x" });
const broken = new AssetResult({ ...jobAsset.zero(), key: "broken" });
broken.fail({ sourceKey: "broken", errorCode: "THUMBNAIL_PROCESSING_FAILED", errorMessage: "x" });

test.each([
  ["nothing failed", [good], 0, "SUCCEEDED"],
  ["some failed", [good, broken], 1, "PARTIAL_SUCCESS"],
  ["all failed", [broken, missing], 1, "FAILED"],
  ["all objects are missing", [missing], 0, "FAILED"],
  ["one object is missing", [good, missing], 0, "PARTIAL_SUCCESS"],
  ["an error belongs to no asset", [good], 1, "PARTIAL_SUCCESS"],
  ["there are no assets", [], 0, "SUCCEEDED"],
] as const)("a correct system, when %s", (_when, results, branchErrors, status) => {
  const overall = overallStatus(new System("fixed"), results, branchErrors);
  expect(overall.status).toBe(status);
  expect(overall.error?.code ?? "").toBe(overall.failureReason);
});

test("D5: all failed is only partial, missing objects do not count, and the incident's revision always succeeds", () => {
  const current = new System("current");
  expect(overallStatus(current, [broken, missing], 1).status).toBe("PARTIAL_SUCCESS");
  expect(overallStatus(current, [missing], 0).status).toBe("SUCCEEDED");
  expect(overallStatus(new System("incident"), [broken], 1).status).toBe("SUCCEEDED");
});
