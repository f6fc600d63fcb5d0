import { checksumElement, computeChecksum } from "../checksums/algorithms.ts";
import { COPY_SOURCE_HEADERS, findCopySource } from "../copy-source.ts";
import { CUSTOMER_KEY_HEADERS, checkUploadKey, encryptedEtag, encryptionHeaders } from "../encryption.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { quoted } from "../object-headers.ts";
import type { S3Operation } from "../operation.ts";
import { readPartNumber } from "../part-number.ts";
import { xmlResponse } from "../responses.ts";

const RANGE = "x-amz-copy-source-range";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export const uploadPartCopy: S3Operation = {
  action: "PutObject",
  parameters: ["partNumber", "uploadId"],
  headers: [...COPY_SOURCE_HEADERS, RANGE, ...CUSTOMER_KEY_HEADERS],

  perform(call) {
    const { request, store, nowMs } = call;
    const upload = store.upload(request.query.get("uploadId") ?? "", request.bucket, request.key);
    const partNumber = readPartNumber(request.query.get("partNumber") ?? "");
    const { source, versioned } = findCopySource(call);
    const { encryption } = upload.settings;
    checkUploadKey(request.headers, encryption);
    const range = readRange(request.headers[RANGE], source.body.length);
    const body = range ? call.place(Buffer.from(source.body.bytes(range.first, range.last))) : source.body;
    const etag = encryptedEtag(body.digest("md5"), encryption);
    const { algorithm, explicit } = upload.checksum;
    const checksum = explicit ? computeChecksum(algorithm, body) : undefined;
    store.putPart(upload, { partNumber, body, etag, checksum, lastModifiedMs: nowMs });
    return xmlResponse(
      "CopyPartResult",
      {
        LastModified: new Date(nowMs).toISOString(),
        ETag: quoted(etag),
        [checksumElement(algorithm)]: checksum,
      },
      {
        ...encryptionHeaders(encryption),
        ...(versioned && { "x-amz-copy-source-version-id": source.versionId }),
      },
    );
  },
};

function readRange(text: string | undefined, bytes: number): { first: number; last: number } | undefined {
  if (text === undefined) return undefined;
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(text) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last)) {
    throw invalidArgument(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      RANGE,
      text,
    );
  }
  if (Number(first) >= bytes) throw invalidRequest("The specified copy range is invalid for the source object size");
  if (Number(last) >= bytes) {
    throw invalidArgument(`Range specified is not valid for source object of size: ${bytes}`, RANGE, text);
  }
  return { first: Number(first), last: Number(last) };
}
