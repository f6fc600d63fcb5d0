import { checksumHeader } from "../checksums/algorithms.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { type ClaimedChecksum, verifyIntegrity } from "../integrity.ts";
import { MAXIMUM_PART_NUMBER, MINIMUM_PART_NUMBER } from "../limits.ts";
import type { MultipartUpload } from "../multipart-upload.ts";
import { ENCRYPTION_HEADERS, quoted } from "../object-headers.ts";
import type { S3Operation } from "../operation.ts";
import { requireContentLength } from "../payload.ts";
import { emptyResponse } from "../responses.ts";

export const uploadPart: S3Operation = {
  action: "PutObject",
  parameters: ["partNumber", "uploadId"],

  perform({ request, payload, store, nowMs }) {
    const upload = store.upload(request.query.get("uploadId") ?? "", request.bucket, request.key);
    const partNumber = readPartNumber(request.query.get("partNumber") ?? "");
    requireContentLength(request);
    const claimed = verifyIntegrity(request, payload);
    checkAlgorithm(upload, claimed);
    const etag = payload.body.digest("md5");
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
      ...ENCRYPTION_HEADERS,
      ...(claimed && { [checksumHeader(claimed.algorithm)]: claimed.value }),
    });
  },
};

function readPartNumber(text: string): number {
  const partNumber = Number(text);
  if (/^\d+$/.test(text) && partNumber >= MINIMUM_PART_NUMBER && partNumber <= MAXIMUM_PART_NUMBER) return partNumber;
  throw invalidArgument(
    `Part number must be an integer between ${MINIMUM_PART_NUMBER} and ${MAXIMUM_PART_NUMBER}, inclusive`,
    "partNumber",
    text,
  );
}

/** An upload that named its algorithm wants it from every part. */
function checkAlgorithm(upload: MultipartUpload, claimed: ClaimedChecksum | undefined): void {
  const { algorithm, explicit } = upload.checksum;
  if (!explicit || claimed?.algorithm === algorithm) return;
  const actual = claimed?.algorithm.toLowerCase() ?? "null";
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${algorithm.toLowerCase()}, actual checksum Type: ${actual}`,
  );
}
