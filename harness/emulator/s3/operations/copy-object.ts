import { parseChecksumAlgorithm } from "../checksums/algorithms.ts";
import { checksumElements, fullObjectChecksum } from "../checksums/checksum.ts";
import { COPY_SOURCE_HEADERS, findCopySource } from "../copy-source.ts";
import { encryptedEtag, encryptionHeaders } from "../encryption.ts";
import { invalidArgument, invalidRequest, unsupportedChecksum } from "../errors.ts";
import { quoted, readDescription, versionHeader } from "../object-headers.ts";
import type { S3Operation } from "../operation.ts";
import { checkWriteConditions } from "../preconditions.ts";
import type { S3Request } from "../request.ts";
import { xmlResponse } from "../responses.ts";
import { readWriteSettings, WRITE_HEADERS } from "../write-settings.ts";

const METADATA = "x-amz-metadata-directive";
const TAGGING = "x-amz-tagging-directive";

export const copyObject: S3Operation = {
  action: "PutObject",
  headers: [...WRITE_HEADERS, ...COPY_SOURCE_HEADERS, "x-amz-checksum-algorithm", METADATA, TAGGING],

  perform(call) {
    const { request, store, nowMs } = call;
    const bucket = store.bucket(request.bucket);
    const replaces = readDirective(request, METADATA, "Unknown metadata directive.");
    const replacesTags = readDirective(request, TAGGING, "Unknown tagging directive.");
    const { source, versioned } = findCopySource(call);
    const settings = readWriteSettings(call, bucket);
    const current = bucket.current(request.key);
    if (source === current && !replaces && !changesKeeping(request)) {
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
      ...settings,
      tags: replacesTags ? settings.tags : source.tags,
      key: request.key,
      body: source.body,
      etag: encryptedEtag(source.body.digest("md5"), settings.encryption),
      checksum,
      lastModifiedMs: nowMs,
    });
    const { etag, versionId, key, body } = copied;
    call.events.push({ name: "ObjectCreated:Copy", key, size: body.length, etag, versionId });
    return xmlResponse(
      "CopyObjectResult",
      {
        LastModified: new Date(copied.lastModifiedMs).toISOString(),
        ETag: quoted(etag),
        ...checksumElements(checksum),
      },
      {
        ...encryptionHeaders(copied.encryption),
        ...(versioned && { "x-amz-copy-source-version-id": source.versionId }),
        ...versionHeader(versionId, bucket.versioning !== undefined),
      },
    );
  },
};

/** What an object may be copied to itself for, besides its metadata. */
function changesKeeping({ headers }: S3Request): boolean {
  const names = [
    "x-amz-storage-class",
    "x-amz-website-redirect-location",
    "x-amz-server-side-encryption",
    "x-amz-server-side-encryption-customer-algorithm",
  ];
  return names.some((name) => headers[name] !== undefined);
}

function readDirective({ headers }: S3Request, name: string, refusal: string): boolean {
  const directive = headers[name];
  if (directive === undefined || directive === "COPY") return false;
  if (directive === "REPLACE") return true;
  throw invalidArgument(refusal, name, directive);
}

function readAlgorithm(text: string | undefined) {
  if (text === undefined) return undefined;
  const algorithm = parseChecksumAlgorithm(text);
  if (!algorithm) throw unsupportedChecksum();
  return algorithm;
}
