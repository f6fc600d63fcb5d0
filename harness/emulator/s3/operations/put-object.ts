import { checksumHeaders, fullObjectChecksum } from "../checksums/checksum.ts";
import { encryptedEtag, encryptionHeaders } from "../encryption.ts";
import { requireDigest, verifyIntegrity } from "../integrity.ts";
import { quoted, readDescription, versionHeader } from "../object-headers.ts";
import { LOCK_HEADERS } from "../object-lock.ts";
import type { S3Operation } from "../operation.ts";
import { requireContentLength } from "../payload.ts";
import { checkWriteConditions } from "../preconditions.ts";
import { emptyResponse } from "../responses.ts";
import { readWriteSettings, WRITE_HEADERS } from "../write-settings.ts";

export const putObject: S3Operation = {
  action: "PutObject",
  headers: WRITE_HEADERS,

  perform(call) {
    const { request, payload, store, nowMs } = call;
    const bucket = store.bucket(request.bucket);
    requireContentLength(request);
    const settings = readWriteSettings(call, bucket);
    const claimed = verifyIntegrity(request, payload);
    if (LOCK_HEADERS.some((name) => request.headers[name] !== undefined)) requireDigest(request, claimed);
    checkWriteConditions(request.headers, request.key, bucket.current(request.key));
    // Without a checksum of the client's S3 computes CRC64NVME (since December 2024).
    const checksum = claimed
      ? { ...claimed, type: "FULL_OBJECT" as const }
      : fullObjectChecksum("CRC64NVME", payload.body);
    const object = bucket.put({
      ...readDescription(request),
      ...settings,
      key: request.key,
      body: payload.body,
      etag: encryptedEtag(payload.body.digest("md5"), settings.encryption),
      checksum,
      lastModifiedMs: nowMs,
    });
    const { etag, versionId, body } = object;
    call.events.push({ name: "ObjectCreated:Put", key: object.key, size: body.length, etag, versionId });
    const expiration = bucket.settings.lifecycle?.expirationOf(object);
    return emptyResponse(200, {
      ...(expiration !== undefined && { "x-amz-expiration": expiration }),
      etag: quoted(object.etag),
      ...encryptionHeaders(object.encryption),
      ...checksumHeaders(checksum),
      ...versionHeader(object.versionId, bucket.versioning !== undefined),
    });
  },
};
