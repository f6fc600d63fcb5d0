import { encodeGoJson } from "../../../system/go/json.ts";
import type { System } from "../../../system/revisions.ts";
import type { MediaAsset } from "../../database/media-assets.ts";

export interface FinalizationInput {
  readonly jobId: number;
  readonly listingIdentityId: number;
  readonly assets: readonly MediaAsset[];
  /** Empty when tracing is off. */
  readonly traceparent: string;
}

/** Input of the finalization execution (docs/contract/http-api.md 5.3): the current revision zips the originals. */
export function finalizationInput(system: System, input: FinalizationInput): string {
  const raw = system.features.zipSources === "raw";
  return encodeGoJson({
    jobId: input.jobId,
    listingIdentityId: input.listingIdentityId,
    assets: input.assets.map((asset) => ({
      key: raw ? asset.rawKey || asset.processedKey : asset.processedKey,
      type: asset.assetType,
    })),
    ...traceparentField(system, input.traceparent),
  });
}

/**
 * D17: without tracing the field is absent, but three states of the machine require its path, so the execution fails
 * and cannot even report it. Instead it is always sent, empty when there is no trace.
 */
function traceparentField(system: System, traceparent: string): { readonly traceparent?: string } {
  if (system.has("D17") && traceparent === "") return {};
  return { traceparent };
}
