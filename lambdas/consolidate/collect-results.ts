import type { LambdaDependencies } from "../ports.ts";
import { AssetResult } from "./asset-result.ts";
import type { BranchBody, ConsolidateInput } from "./input.ts";

/** One result per asset key, in input order, with all derivatives and all errors of the branches. */
export function collectResults(
  deps: LambdaDependencies,
  input: ConsolidateInput,
): { results: readonly AssetResult[]; branchErrors: number } {
  const results = new Map<string, AssetResult>();
  for (const asset of input.assets ?? []) results.set(asset.key, new AssetResult(asset));
  let branchErrors = 0;
  for (const [index, { body }] of (input.parallelResults ?? []).entries()) {
    attachGenerated(deps, results, index, body);
    branchErrors += takeErrors(deps, results, index, body);
  }
  return { results: [...results.values()], branchErrors };
}

function attachGenerated(
  deps: LambdaDependencies,
  results: ReadonlyMap<string, AssetResult>,
  index: number,
  body: BranchBody,
): void {
  const generated = body.generatedAssets ?? [];
  if (generated.length === 0) return;
  const { videoBranch } = deps.system.features;
  deps.log({
    level: "INFO",
    message: videoBranch ? "Processing generated assets from branch" : "Processing thumbnails results",
    fields: [
      ["branch_index", index],
      ["count", generated.length],
    ],
  });
  for (const asset of generated) {
    const result = results.get(asset.sourceKey);
    if (result) {
      result.attach(asset);
      continue;
    }
    deps.log({
      level: "WARN",
      message: videoBranch ? "Generated asset without matching source" : "Thumbnail without matching asset",
      fields: [
        ["source_key", asset.sourceKey],
        [videoBranch ? "generated_key" : "thumb_key", asset.key],
      ],
    });
  }
}

function takeErrors(
  deps: LambdaDependencies,
  results: ReadonlyMap<string, AssetResult>,
  index: number,
  body: BranchBody,
): number {
  const errors = body.errors ?? [];
  if (errors.length === 0) return 0;
  deps.log({
    level: "WARN",
    message: deps.system.features.videoBranch ? "Branch reported errors" : "Thumbnail branch reported errors",
    fields: [
      ["branch_index", index],
      ["count", errors.length],
    ],
  });
  for (const error of errors) results.get(error.sourceKey)?.fail(error);
  return errors.length;
}
