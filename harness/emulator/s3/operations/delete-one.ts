import type { Bucket } from "../bucket.ts";

/** What a delete did, as headers and the elements of DeleteResult tell it. */
export interface Deletion {
  /** The version that was named and is gone, or the marker that is new. */
  readonly versionId: string | undefined;
  readonly isDeleteMarker: boolean;
}

/** Deleting what does not exist succeeds; a version once named is gone for good. */
export function deleteOne(bucket: Bucket, key: string, versionId: string | undefined, nowMs: number): Deletion {
  if (versionId === undefined) {
    const marker = bucket.delete(key, nowMs);
    return { versionId: marker?.versionId, isDeleteMarker: marker !== undefined };
  }
  const removed = bucket.deleteVersion(key, versionId);
  return { versionId, isDeleteMarker: removed?.kind === "delete-marker" };
}
