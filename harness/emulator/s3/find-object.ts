import type { AwsError } from "../gateway/aws-error.ts";
import type { Bucket } from "./bucket.ts";
import { methodNotAllowed, noSuchKey, noSuchVersion } from "./errors.ts";
import type { S3Request } from "./request.ts";
import type { DeleteMarker, StoredObject } from "./stored-object.ts";

/** A refusal that met a delete marker; the answer says so in its headers. */
export interface MarkerRefusal {
  readonly error: AwsError;
  readonly marker: DeleteMarker;
}

/**
 * The object that a read asks for, by key and perhaps version. A delete marker in its place is a refusal of its own: NoSuchKey for
 * the current version, MethodNotAllowed for a named one. Throws NoSuchKey or NoSuchVersion.
 */
export function findObject(
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
  method: string,
): StoredObject | MarkerRefusal {
  const found = versionId === undefined ? bucket.latest(key) : bucket.version(key, versionId);
  if (!found) throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  if (found.kind === "object") return found;
  return {
    error: versionId === undefined ? noSuchKey(key) : methodNotAllowed(method, "DeleteMarker"),
    marker: found,
  };
}

/** The object that an operation on one version is about. Throws NoSuchKey, NoSuchVersion or MethodNotAllowed. */
export function findVersion(bucket: Bucket, { key, query }: S3Request, method: string): StoredObject {
  const found = findObject(bucket, key, query.get("versionId"), method);
  if ("error" in found) throw found.error;
  return found;
}
