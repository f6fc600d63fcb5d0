import { createHash } from "node:crypto";

/** A file that a photographer hands in. */
export interface MediaFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Lower-case hex of the bytes' digest. */
  readonly sha256: string;
}

/** An image file as a photographer has it. */
export interface Photo extends MediaFile {
  /** Pixels as displayed, that is, after turning by the orientation. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation, 1 when the file has none. */
  readonly orientation: number;
}

export function photoOf(description: Omit<Photo, "sha256">): Photo {
  return { ...description, sha256: createHash("sha256").update(description.bytes).digest("hex") };
}
