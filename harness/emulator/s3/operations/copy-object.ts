import type { HttpRequest } from "../../../network/http.ts";
import { percentDecode } from "../../gateway/request-target.ts";
import { parseChecksumAlgorithm } from "../checksums/algorithms.ts";
import { checksumElements, fullObjectChecksum } from "../checksums/checksum.ts";
import { invalidArgument, invalidRequest, noSuchKey, noSuchVersion, preconditionFailed } from "../errors.ts";
import { checkVersionId } from "../header-values.ts";
import { ENCRYPTION_HEADERS, quoted, readDescription, screenWriteHeaders, versionHeader } from "../object-headers.ts";
import { type S3Call, type S3Operation, WRITE_HEADERS } from "../operation.ts";
import { checkReadConditions, checkWriteConditions } from "../preconditions.ts";
import { xmlResponse } from "../responses.ts";
import type { StoredObject } from "../stored-object.ts";

const SOURCE = "x-amz-copy-source";

export interface CopySource {
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

export const copyObject: S3Operation = {
  action: "PutObject",
  headers: [
    ...WRITE_HEADERS,
    SOURCE,
    "x-amz-copy-source-if-match",
    "x-amz-copy-source-if-none-match",
    "x-amz-copy-source-if-modified-since",
    "x-amz-copy-source-if-unmodified-since",
    "x-amz-checksum-algorithm",
    "x-amz-metadata-directive",
  ],

  perform(call) {
    const { request, store, nowMs } = call;
    const bucket = store.bucket(request.bucket);
    screenWriteHeaders(request);
    const replaces = readDirective(request.headers["x-amz-metadata-directive"]);
    const source = findSource(call);
    if (checkReadConditions(request.headers, source, "x-amz-copy-source-") === "not-modified") {
      throw preconditionFailed("x-amz-copy-source-If-None-Match");
    }
    const current = bucket.current(request.key);
    if (source === current && !replaces) {
      throw invalidRequest(
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
      );
    }
    checkWriteConditions(request.headers, request.key, current);
    const algorithm = readAlgorithm(request.headers["x-amz-checksum-algorithm"]) ?? source.checksum.algorithm;
    const checksum = fullObjectChecksum(algorithm, source.body);
    const { contentType, systemHeaders, userMetadata } = replaces ? readDescription(request) : source;
    const copied = bucket.put({
      contentType,
      systemHeaders,
      userMetadata,
      key: request.key,
      body: source.body,
      etag: source.body.digest("md5"),
      checksum,
      lastModifiedMs: nowMs,
    });
    return xmlResponse(
      "CopyObjectResult",
      {
        LastModified: new Date(copied.lastModifiedMs).toISOString(),
        ETag: quoted(copied.etag),
        ...checksumElements(checksum),
      },
      { ...ENCRYPTION_HEADERS, ...versionHeader(copied.versionId, bucket.versioning !== undefined) },
    );
  },
};

function findSource({ request, store }: S3Call): StoredObject {
  const source = readCopySource(request.headers);
  if (!source) {
    throw invalidArgument(
      "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
      SOURCE,
      request.headers[SOURCE] ?? "",
    );
  }
  const { key, versionId } = source;
  if (versionId !== undefined) checkVersionId(versionId);
  const bucket = store.bucket(source.bucket);
  const found = versionId === undefined ? bucket.current(key) : bucket.version(key, versionId);
  if (found?.kind === "object") return found;
  if (found)
    throw invalidRequest("The source of a copy request may not specifically refer to a delete marker by version id.");
  throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
}

function readDirective(directive: string | undefined): boolean {
  if (directive === undefined || directive === "COPY") return false;
  if (directive === "REPLACE") return true;
  throw invalidArgument("Unknown metadata directive.", "x-amz-metadata-directive", directive);
}

function readAlgorithm(text: string | undefined) {
  if (text === undefined) return undefined;
  const algorithm = parseChecksumAlgorithm(text);
  if (!algorithm)
    throw invalidRequest(
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
    );
  return algorithm;
}
