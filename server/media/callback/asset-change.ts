import type { System } from "../../../system/revisions.ts";
import type { MediaAsset } from "../../database/media-assets.ts";
import { metadataOfSuccess } from "../assets/replaced-upload.ts";
import type { CallbackResult } from "./request.ts";

type Metadata = Readonly<Record<string, string>>;

/** What one result of a callback means for its asset, whether there is such an asset or not. */
export type AssetChange = ProcessedChange | FailedChange;

interface ProcessedChange {
  readonly status: "PROCESSED";
  readonly rawKey: string;
  readonly processedKey: string;
  /** Merged into the asset's own. */
  readonly metadata: Metadata;
}

export interface FailedChange {
  readonly status: "FAILED";
  readonly rawKey: string;
  /** Empty when the result has none. */
  readonly errorCode: string;
  readonly errorMessage: string;
  /** The result calls the asset processed, but does not say where it is. */
  readonly keyMissing: boolean;
  readonly metadata: Metadata;
}

/** docs/contract/http-api.md 6, step 7. */
export function changeOf(result: CallbackResult): AssetChange {
  const { rawKey, processedKey, errorCode, errorMessage } = result;
  if (errorCode !== "" || errorMessage !== "") {
    const metadata = entries({ error: errorMessage, errorCode, thumbnailKey: result.thumbnailKey });
    return { status: "FAILED", rawKey, errorCode, errorMessage, keyMissing: false, metadata };
  }
  if (processedKey === "") return changeWithoutKey(rawKey);
  const metadata = { ...Object.fromEntries(result.outputs), ...entries({ thumbnailKey: result.thumbnailKey }) };
  return { status: "PROCESSED", rawKey, processedKey, metadata };
}

function changeWithoutKey(rawKey: string): FailedChange {
  const errorCode = "MISSING_PROCESSED_KEY";
  const metadata = { errorCode, error: "processed asset returned without processedKey" };
  return { status: "FAILED", rawKey, errorCode, errorMessage: "", keyMissing: true, metadata };
}

/** Merging never removes a name; what a success does to the error of before is D32's. */
export function changedAsset(system: System, asset: MediaAsset, change: AssetChange): MediaAsset {
  if (change.status === "FAILED") {
    return { ...asset, status: "FAILED", metadata: { ...asset.metadata, ...change.metadata } };
  }
  const metadata = { ...metadataOfSuccess(system, asset), ...change.metadata };
  return { ...asset, status: "PROCESSED", processedKey: change.processedKey, metadata };
}

function entries(metadata: Metadata): Metadata {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== ""));
}
