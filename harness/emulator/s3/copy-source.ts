import type { HttpRequest } from "../../network/http.ts";
import { percentDecode } from "../gateway/request-target.ts";
import { COPY_SOURCE_KEY_HEADERS, COPY_SOURCE_KEY_PREFIX, checkCustomerKey } from "./encryption.ts";
import {
  invalidArgument,
  invalidObjectState,
  invalidRequest,
  noSuchKey,
  noSuchVersion,
  preconditionFailed,
} from "./errors.ts";
import { checkExpectedOwner } from "./expected-owner.ts";
import { checkVersionId } from "./header-values.ts";
import type { S3Call } from "./operation.ts";
import { checkReadConditions } from "./preconditions.ts";
import { isReadable } from "./restoration.ts";
import type { StoredObject } from "./stored-object.ts";

const SOURCE = "x-amz-copy-source";
const SOURCE_OWNER = "x-amz-source-expected-bucket-owner";

export const COPY_SOURCE_HEADERS = [
  SOURCE,
  `${SOURCE}-if-match`,
  `${SOURCE}-if-none-match`,
  `${SOURCE}-if-modified-since`,
  `${SOURCE}-if-unmodified-since`,
  ...COPY_SOURCE_KEY_HEADERS,
  SOURCE_OWNER,
] as const;

interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** `bucket/key?versionId=…`, percent-encoded, with or without a leading slash; `undefined` when it is not of that form. */
export function readCopySource(headers: HttpRequest["headers"]): CopySource | undefined {
  const [encoded = "", versionId] = (headers[SOURCE] ?? "").split("?versionId=");
  const path = percentDecode(encoded)?.replace(/^\//, "") ?? "";
  const slash = path.indexOf("/");
  if (slash <= 0 || slash === path.length - 1) return undefined;
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1), versionId };
}

/** The object that a copy reads, its conditions and its key checked. Throws. */
export function findCopySource({ request, store, nowMs, owners }: S3Call): {
  source: StoredObject;
  versioned: boolean;
} {
  const named = readCopySource(request.headers);
  if (!named) {
    throw invalidArgument(
      "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
      SOURCE,
      request.headers[SOURCE] ?? "",
    );
  }
  const { key, versionId } = named;
  if (versionId !== undefined) checkVersionId(versionId);
  const bucket = store.bucket(named.bucket);
  checkExpectedOwner(request.headers[SOURCE_OWNER], bucket.owner, owners);
  const source = versionId === undefined ? bucket.current(key) : bucket.version(key, versionId);
  if (!source) throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  if (source.kind !== "object") {
    throw invalidRequest("The source of a copy request may not specifically refer to a delete marker by version id.");
  }
  checkCustomerKey(request.headers, source.encryption, COPY_SOURCE_KEY_PREFIX);
  if (!isReadable(source, nowMs)) throw invalidObjectState(source.storageClass ?? "");
  if (checkReadConditions(request.headers, source, nowMs, `${SOURCE}-`) === "not-modified") {
    throw preconditionFailed(`${SOURCE}-If-None-Match`);
  }
  return { source, versioned: bucket.versioning !== undefined };
}
