import { checksumHeaders, fullObjectChecksum } from "../checksums/checksum.ts";
import { verifyIntegrity } from "../integrity.ts";
import { ENCRYPTION_HEADERS, quoted, readDescription, screenWriteHeaders, versionHeader } from "../object-headers.ts";
import { type S3Operation, WRITE_HEADERS } from "../operation.ts";
import { requireContentLength } from "../payload.ts";
import { checkWriteConditions } from "../preconditions.ts";
import { emptyResponse } from "../responses.ts";

export const putObject: S3Operation = {
  action: "PutObject",
  headers: WRITE_HEADERS,

  perform({ request, payload, store, nowMs }) {
    const bucket = store.bucket(request.bucket);
    requireContentLength(request);
    screenWriteHeaders(request);
    const claimed = verifyIntegrity(request, payload);
    checkWriteConditions(request.headers, request.key, bucket.current(request.key));
    // Without a checksum of the client's S3 computes CRC64NVME (since December 2024).
    const checksum = claimed
      ? { ...claimed, type: "FULL_OBJECT" as const }
      : fullObjectChecksum("CRC64NVME", payload.body);
    const object = bucket.put({
      ...readDescription(request),
      key: request.key,
      body: payload.body,
      etag: payload.body.digest("md5"),
      checksum,
      lastModifiedMs: nowMs,
    });
    return emptyResponse(200, {
      etag: quoted(object.etag),
      ...ENCRYPTION_HEADERS,
      ...checksumHeaders(checksum),
      ...versionHeader(object.versionId, bucket.versioning !== undefined),
    });
  },
};
