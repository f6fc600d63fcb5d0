import type { Content } from "../../network/content.ts";
import type { ChecksumAlgorithm } from "./checksums/algorithms.ts";
import type { Checksum } from "./checksums/checksum.ts";
import type { Owner } from "./owners.ts";
import type { Changeable, Keeping, ObjectDescription, StoredObject } from "./stored-object.ts";

export interface UploadedPart {
  readonly partNumber: number;
  readonly body: Content;
  /** Hex MD5, without quotes. */
  readonly etag: string;
  /** Base64 checksum in the upload's algorithm, when the upload names one. */
  readonly checksum: string | undefined;
  readonly lastModifiedMs: number;
}

/** An upload in parts that has begun and not ended. */
export interface MultipartUpload {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  readonly description: ObjectDescription;
  readonly settings: Keeping & Changeable;
  readonly initiatedAtMs: number;
  readonly initiator: Owner;
  /** Whether its key had an object when it was begun. */
  readonly hadObject: boolean;
  /** `explicit`: the client named the algorithm, so its parts must carry it. */
  readonly checksum: {
    readonly algorithm: ChecksumAlgorithm;
    readonly type: Checksum["type"];
    readonly explicit: boolean;
  };
  readonly parts: Map<number, UploadedPart>;
}

/** What an upload became, without its bytes: kept so that a client whose answer was lost may complete it again. */
export interface CompletedUpload extends Pick<StoredObject, "key" | "etag" | "checksum" | "versionId" | "encryption"> {
  readonly uploadId: string;
  readonly bucket: string;
}
