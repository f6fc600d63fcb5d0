import type { Content } from "../../network/content.ts";
import type { Acl } from "./acl.ts";
import type { Checksum } from "./checksums/checksum.ts";
import type { Encryption } from "./encryption.ts";
import type { Owner } from "./owners.ts";
import type { RestoredCopy } from "./restored-copy.ts";
import type { LegalHold, Retention } from "./retention.ts";
import type { Tags } from "./tags.ts";

/** What the writer of an object says about it. */
export interface ObjectDescription {
  readonly contentType: string;
  /** Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires; lower-case names. */
  readonly systemHeaders: Readonly<Record<string, string>>;
  /** Without the `x-amz-meta-` prefix. */
  readonly userMetadata: Readonly<Record<string, string>>;
}

/** How a version is kept, and for whom. */
export interface Keeping {
  readonly owner: Owner;
  /** `undefined` is STANDARD. */
  readonly storageClass: string | undefined;
  readonly encryption: Encryption;
  readonly websiteRedirect: string | undefined;
}

/** What may be changed of a version once it is there. */
export interface Changeable {
  tags?: Tags | undefined;
  /** `undefined`: its owner has everything, and nobody else anything. */
  acl?: Acl | undefined;
  retention?: Retention | undefined;
  legalHold?: LegalHold | undefined;
  /** Of an archived object. */
  restoration?: RestoredCopy | undefined;
}

/** One of the parts that an object was uploaded in. */
export interface PartOfObject {
  readonly partNumber: number;
  readonly length: number;
  /** Base64, in the object's algorithm. */
  readonly checksum: string | undefined;
}

/** One version of an object. */
export interface StoredObject extends ObjectDescription, Keeping, Changeable {
  readonly kind: "object";
  readonly key: string;
  /** `null` (the text) for what was written while versioning was not enabled. */
  readonly versionId: string;
  readonly body: Content;
  /** Hex MD5 of the bytes, or `…-N` of a multipart upload; without quotes. */
  readonly etag: string;
  readonly checksum: Checksum;
  readonly lastModifiedMs: number;
  /** Absent where it was written at once. */
  readonly parts?: readonly PartOfObject[] | undefined;
}

export interface DeleteMarker {
  readonly kind: "delete-marker";
  readonly key: string;
  readonly versionId: string;
  readonly owner: Owner;
  readonly lastModifiedMs: number;
}

export type ObjectVersion = StoredObject | DeleteMarker;
