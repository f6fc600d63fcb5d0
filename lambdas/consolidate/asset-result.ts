import type { JobAsset } from "../media/job-asset.ts";
import type { BranchError, GeneratedAsset } from "./input.ts";

/** How good a derivative is as an asset's processed key; anything else is never chosen. */
const RANKS: Readonly<Record<string, number>> = { original: 4, large: 3, medium: 2, small: 1, thumbnail: 0 };

/** One element of the callback's `outputs`. */
export interface AssetOutput {
  readonly rawKey: string;
  readonly processedKey: string;
  readonly thumbnailKey: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly errorCode: string;
  readonly errorMessage: string;
}

/** What became of one asset: its derivatives and its last error (docs/contract/pipeline.md 4.4). */
export class AssetResult {
  readonly rawKey: string;
  readonly #type: string;
  readonly #outputs = new Map<string, string>();
  #processedKey = "";
  #processedRank = -1;
  #thumbnailKey = "";
  #errorCode = "";
  #errorMessage = "";

  constructor(asset: JobAsset) {
    this.rawKey = asset.key;
    this.#type = asset.type.toLowerCase() || "unknown";
    if (asset.error) this.#setError("VALIDATION_ERROR", asset.error);
  }

  get failed(): boolean {
    return this.#errorCode !== "";
  }

  attach(generated: GeneratedAsset): void {
    const resolution = resolutionOf(generated.key);
    this.#outputs.set(`${resolution ?? "original"}_${this.#type}`, generated.key);
    if (resolution === "thumbnail") this.#thumbnailKey = generated.key;
    const rank = resolution === undefined ? -1 : (RANKS[resolution] ?? -1);
    if (rank > this.#processedRank) {
      this.#processedRank = rank;
      this.#processedKey = generated.key;
    }
  }

  /** Overwrites an earlier error and clears no key. */
  fail(error: BranchError): void {
    this.#setError(error.errorCode, error.errorMessage);
  }

  output(): AssetOutput {
    return {
      rawKey: this.rawKey,
      processedKey: this.#processedKey,
      thumbnailKey: this.#thumbnailKey,
      // A Go map: sorted by name.
      outputs: Object.fromEntries(
        [...this.#outputs].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
      ),
      errorCode: this.#errorCode,
      errorMessage: this.#errorMessage,
    };
  }

  #setError(code: string, message: string): void {
    this.#errorCode = code;
    this.#errorMessage = message;
  }
}

/**
 * The third segment after `/processed/`. Undefined for a path without it or with fewer segments: that derivative is
 * kept under the name `original` but never chosen (docs/contract/pipeline.md 4.4).
 */
function resolutionOf(key: string): string | undefined {
  const marker = "/processed/";
  const at = key.indexOf(marker);
  if (at < 0) return undefined;
  return key.slice(at + marker.length).split("/")[2];
}
