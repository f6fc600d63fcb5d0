import type { Bucket } from "../bucket.ts";
import { BYPASS_HEADER, isLocked, lockedObject } from "../object-lock.ts";
import type { S3Call } from "../operation.ts";

/** Headers of every delete. */
export const DELETE_HEADERS = [BYPASS_HEADER, "x-amz-mfa"] as const;

/** What a delete did, as headers and the elements of DeleteResult tell it. */
export interface Deletion {
  /** The version that was named and is gone, or the marker that is new. */
  readonly versionId: string | undefined;
  readonly isDeleteMarker: boolean;
}

/** Deleting what does not exist succeeds; a version once named is gone for good. Throws AccessDenied for what is locked. */
export function deleteOne(call: S3Call, bucket: Bucket, key: string, versionId: string | undefined): Deletion {
  const { nowMs, caller, events } = call;
  if (versionId === undefined) {
    const existed = bucket.latest(key) !== undefined;
    const marker = bucket.delete(key, nowMs, caller);
    if (marker) events.push({ name: "ObjectRemoved:DeleteMarkerCreated", key, versionId: marker.versionId });
    else if (existed) events.push({ name: "ObjectRemoved:Delete", key });
    return { versionId: marker?.versionId, isDeleteMarker: marker !== undefined };
  }
  const version = bucket.version(key, versionId);
  const bypasses = call.request.headers[BYPASS_HEADER]?.toLowerCase() === "true";
  if (version?.kind === "object" && isLocked(version, bypasses, nowMs)) throw lockedObject();
  const removed = bucket.deleteVersion(key, versionId);
  if (removed) events.push({ name: "ObjectRemoved:Delete", key, versionId });
  return { versionId, isDeleteMarker: removed?.kind === "delete-marker" };
}
