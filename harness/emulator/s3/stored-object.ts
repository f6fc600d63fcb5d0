import type { Content } from "../../network/content.ts";
import type { Checksum } from "./checksums/checksum.ts";

/** What the writer of an object says about it. */
export interface ObjectDescription {
  readonly contentType: string;
  /** Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires; lower-case names. */
  readonly systemHeaders: Readonly<Record<string, string>>;
  /** Without the `x-amz-meta-` prefix. */
  readonly userMetadata: Readonly<Record<string, string>>;
}

/** One version of an object. */
export interface StoredObject extends ObjectDescription {
  readonly kind: "object";
  readonly key: string;
  /** `null` (the text) for what was written while versioning was not enabled. */
  readonly versionId: string;
  readonly body: Content;
  /** Hex MD5 of the bytes, or `…-N` of a multipart upload; without quotes. */
  readonly etag: string;
  readonly checksum: Checksum;
  readonly lastModifiedMs: number;
}

export interface DeleteMarker {
  readonly kind: "delete-marker";
  readonly key: string;
  readonly versionId: string;
  readonly lastModifiedMs: number;
}

export type ObjectVersion = StoredObject | DeleteMarker;
