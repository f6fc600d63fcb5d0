import type { GoInteger } from "../../../system/go/json-binding.ts";

/** One file of the request, as its JSON was bound (docs/contract/http-api.md 5.1). */
export interface UploadFile {
  readonly assetType: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: GoInteger;
  readonly checksum: string;
  readonly title: string;
  readonly sequence: number;
  readonly metadata: ReadonlyMap<string, string>;
}

export interface UploadRequest {
  readonly listingIdentityId: GoInteger;
  readonly files: readonly UploadFile[];
}
