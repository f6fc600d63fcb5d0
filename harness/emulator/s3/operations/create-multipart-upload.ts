import { type ChecksumAlgorithm, canBeOfWhole, parseChecksumAlgorithm } from "../checksums/algorithms.ts";
import type { Checksum } from "../checksums/checksum.ts";
import { encryptionHeaders } from "../encryption.ts";
import { invalidRequest, unsupportedChecksum } from "../errors.ts";
import type { MultipartUpload } from "../multipart-upload.ts";
import { readDescription } from "../object-headers.ts";
import type { S3Operation } from "../operation.ts";
import type { S3Request } from "../request.ts";
import { xmlResponse } from "../responses.ts";
import { readWriteSettings, WRITE_HEADERS } from "../write-settings.ts";

const ALGORITHM = "x-amz-checksum-algorithm";
const TYPE = "x-amz-checksum-type";

export const createMultipartUpload: S3Operation = {
  action: "PutObject",
  parameters: ["uploads"],
  headers: [...WRITE_HEADERS, ALGORITHM, TYPE],

  perform(call) {
    const { request, store, nowMs, caller } = call;
    const bucket = store.bucket(request.bucket);
    const settings = readWriteSettings(call, bucket);
    const checksum = readChecksumPlan(request.headers);
    const upload = store.beginUpload({
      bucket: request.bucket,
      key: request.key,
      description: readDescription(request),
      settings,
      initiatedAtMs: nowMs,
      initiator: caller,
      hadObject: bucket.current(request.key) !== undefined,
      checksum,
    });
    return xmlResponse(
      "InitiateMultipartUploadResult",
      { Bucket: upload.bucket, Key: upload.key, UploadId: upload.uploadId },
      {
        ...encryptionHeaders(settings.encryption),
        ...(checksum.explicit && { [ALGORITHM]: checksum.algorithm, [TYPE]: checksum.type }),
      },
    );
  },
};

/** Defaults: no algorithm is CRC64NVME over the whole object; CRC64NVME is always over the whole, the others are composite. */
function readChecksumPlan(headers: S3Request["headers"]): MultipartUpload["checksum"] {
  const named = headers[ALGORITHM];
  const type = headers[TYPE];
  if (named === undefined) {
    if (type !== undefined) {
      throw invalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
    }
    return { algorithm: "CRC64NVME", type: "FULL_OBJECT", explicit: false };
  }
  const algorithm = parseChecksumAlgorithm(named);
  if (!algorithm) {
    throw unsupportedChecksum();
  }
  return { algorithm, type: readType(type, algorithm), explicit: true };
}

function readType(type: string | undefined, algorithm: ChecksumAlgorithm): Checksum["type"] {
  const chosen = type?.toUpperCase() ?? (algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE");
  if (chosen !== "FULL_OBJECT" && chosen !== "COMPOSITE") {
    throw invalidRequest("Value for x-amz-checksum-type header is invalid.");
  }
  const impossible = chosen === "FULL_OBJECT" ? !canBeOfWhole(algorithm) : algorithm === "CRC64NVME";
  if (impossible) {
    throw invalidRequest(
      `The ${chosen} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  return chosen;
}
