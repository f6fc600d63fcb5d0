import { checksumHeader } from "../checksums/algorithms.ts";
import { CUSTOMER_KEY_HEADERS, checkUploadKey, encryptedEtag, encryptionHeaders } from "../encryption.ts";
import { invalidRequest } from "../errors.ts";
import { type ClaimedChecksum, verifyIntegrity } from "../integrity.ts";
import type { MultipartUpload } from "../multipart-upload.ts";
import { quoted } from "../object-headers.ts";
import type { S3Operation } from "../operation.ts";
import { readPartNumber } from "../part-number.ts";
import { requireContentLength } from "../payload.ts";
import { emptyResponse } from "../responses.ts";

export const uploadPart: S3Operation = {
  action: "PutObject",
  parameters: ["partNumber", "uploadId"],
  headers: CUSTOMER_KEY_HEADERS,

  perform({ request, payload, store, nowMs }) {
    const upload = store.upload(request.query.get("uploadId") ?? "", request.bucket, request.key);
    const partNumber = readPartNumber(request.query.get("partNumber") ?? "");
    requireContentLength(request);
    const { encryption } = upload.settings;
    checkUploadKey(request.headers, encryption);
    const claimed = verifyIntegrity(request, payload);
    checkAlgorithm(upload, claimed);
    const etag = encryptedEtag(payload.body.digest("md5"), encryption);
    // A part sent again replaces the one before.
    store.putPart(upload, {
      partNumber,
      body: payload.body,
      etag,
      checksum: upload.checksum.explicit ? claimed?.value : undefined,
      lastModifiedMs: nowMs,
    });
    return emptyResponse(200, {
      etag: quoted(etag),
      ...encryptionHeaders(encryption),
      ...(claimed && { [checksumHeader(claimed.algorithm)]: claimed.value }),
    });
  },
};

/** An upload that named its algorithm wants it from every part. */
function checkAlgorithm(upload: MultipartUpload, claimed: ClaimedChecksum | undefined): void {
  const { algorithm, explicit } = upload.checksum;
  if (!explicit || claimed?.algorithm === algorithm) return;
  const actual = claimed?.algorithm.toLowerCase() ?? "null";
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${algorithm.toLowerCase()}, actual checksum Type: ${actual}`,
  );
}
