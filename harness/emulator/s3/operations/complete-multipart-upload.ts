import { createHash } from "node:crypto";
import { z } from "zod";
import { type Content, joined } from "../../../network/content.ts";
import type { HttpResponse } from "../../../network/http.ts";
import { percentEncode } from "../../gateway/request-target.ts";
import type { Bucket } from "../bucket.ts";
import { CHECKSUM_ALGORITHMS, checksumElement, checksumHeader } from "../checksums/algorithms.ts";
import { type Checksum, checksumElements, compositeChecksum, fullObjectChecksum } from "../checksums/checksum.ts";
import { CUSTOMER_KEY_HEADERS, encryptionHeaders } from "../encryption.ts";
import {
  badDigest,
  conditionalConflict,
  entityTooSmall,
  invalidPart,
  invalidPartOrder,
  invalidRequest,
  malformedXml,
} from "../errors.ts";
import { MINIMUM_COMPLETED_PARTS, MINIMUM_PART_BYTES } from "../limits.ts";
import type { CompletedUpload, MultipartUpload, UploadedPart } from "../multipart-upload.ts";
import { quoted, versionHeader } from "../object-headers.ts";
import type { S3Call, S3Operation } from "../operation.ts";
import { checkWriteConditions } from "../preconditions.ts";
import type { S3Request } from "../request.ts";
import { xmlResponse } from "../responses.ts";
import type { StoredObject } from "../stored-object.ts";
import { parseXml } from "../xml.ts";

const Part = z.object({
  PartNumber: z.string().trim().regex(/^\d+$/).transform(Number),
  ETag: z.string().transform((etag) => etag.trim().replace(/^"(.*)"$/, "$1")),
  ...Object.fromEntries(CHECKSUM_ALGORITHMS.map((algorithm) => [checksumElement(algorithm), z.string().optional()])),
});
const Completion = z.object({ Part: z.array(Part).min(MINIMUM_COMPLETED_PARTS) });
type NamedPart = { PartNumber: number; ETag: string } & Readonly<Record<string, unknown>>;

export const completeMultipartUpload: S3Operation = {
  action: "PutObject",
  parameters: ["uploadId"],
  headers: ["x-amz-checksum-type", "x-amz-mp-object-size", ...CUSTOMER_KEY_HEADERS],

  perform(call) {
    const { request, payload, store, nowMs } = call;
    const bucket = store.bucket(request.bucket);
    const uploadId = request.query.get("uploadId") ?? "";
    // A client whose answer was lost sends it again and must get the same answer.
    const completed = store.completedUpload(uploadId, request.bucket, request.key);
    if (completed) return answer(call, completed, bucket);

    const upload = store.upload(uploadId, request.bucket, request.key);
    const parts = chooseParts(upload, readParts(payload.body.bytes()));
    const body = joined(parts.map((part) => part.body));
    checkObjectSize(request.headers["x-amz-mp-object-size"], body.length);
    const checksum = objectChecksum(upload, parts, body);
    checkClaimedChecksum(request, checksum);
    checkWriteConditions(request.headers, request.key, bucket.current(request.key));
    refuseConflict(upload, request, bucket.current(request.key));
    const object = bucket.put({
      ...upload.description,
      ...upload.settings,
      key: upload.key,
      body,
      etag: multipartEtag(parts),
      checksum,
      lastModifiedMs: nowMs,
      parts: parts.map((part) => ({
        partNumber: part.partNumber,
        length: part.body.length,
        checksum: part.checksum,
      })),
    });
    const { key, etag, versionId, encryption } = object;
    call.events.push({ name: "ObjectCreated:CompleteMultipartUpload", key, size: body.length, etag, versionId });
    const became: CompletedUpload = { uploadId, bucket: bucket.name, key, etag, checksum, versionId, encryption };
    store.completeUpload(became);
    return answer(call, became, bucket);
  },
};

function answer({ request }: S3Call, object: CompletedUpload, bucket: Bucket): HttpResponse {
  const path = object.key.split("/").map(percentEncode).join("%2F");
  return xmlResponse(
    "CompleteMultipartUploadResult",
    {
      Location: `http://${request.headers.host ?? "s3.amazonaws.com"}/${bucket.name}/${path}`,
      Bucket: bucket.name,
      Key: object.key,
      ETag: quoted(object.etag),
      ...checksumElements(object.checksum),
    },
    { ...encryptionHeaders(object.encryption), ...versionHeader(object.versionId, bucket.versioning !== undefined) },
  );
}

function readParts(body: Buffer): readonly NamedPart[] {
  if (body.length === 0) throw invalidRequest("You must specify at least one part");
  const parsed = Completion.safeParse(parseXml(body, "CompleteMultipartUpload", ["Part"]));
  if (!parsed.success) throw malformedXml();
  return parsed.data.Part;
}

/** The uploaded parts that the client names, checked in S3's order: order, existence, checksum, size. */
function chooseParts(upload: MultipartUpload, named: readonly NamedPart[]): UploadedPart[] {
  const { uploadId } = upload;
  named.forEach((part, index) => {
    if (index > 0 && part.PartNumber <= (named[index - 1]?.PartNumber ?? 0)) throw invalidPartOrder(uploadId);
  });
  const parts = named.map((part) => {
    const uploaded = upload.parts.get(part.PartNumber);
    if (!uploaded || uploaded.etag !== part.ETag) throw invalidPart(uploadId, part.PartNumber, part.ETag);
    checkPartChecksum(upload, uploaded, part);
    return uploaded;
  });
  for (const part of parts.slice(0, -1)) {
    if (part.body.length < MINIMUM_PART_BYTES) {
      throw entityTooSmall(quoted(part.etag), part.partNumber, part.body.length, MINIMUM_PART_BYTES);
    }
  }
  return parts;
}

function checkPartChecksum(upload: MultipartUpload, uploaded: UploadedPart, part: NamedPart): void {
  const { algorithm, type, explicit } = upload.checksum;
  const named = part[checksumElement(algorithm)];
  if (explicit && type === "COMPOSITE" && named === undefined) {
    throw invalidRequest(
      `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${uploaded.partNumber} in the request.`,
    );
  }
  if (named !== undefined && uploaded.checksum !== undefined && named !== uploaded.checksum) {
    throw invalidPart(upload.uploadId, uploaded.partNumber, uploaded.etag);
  }
}

function checkObjectSize(declared: string | undefined, bytes: number): void {
  if (declared === undefined || Number(declared) === bytes) return;
  throw invalidRequest(
    `The provided 'x-amz-mp-object-size' header value ${declared} does not match what was computed: ${bytes}`,
  );
}

function objectChecksum(upload: MultipartUpload, parts: readonly UploadedPart[], body: Content): Checksum {
  const { algorithm, type } = upload.checksum;
  if (type === "FULL_OBJECT") return fullObjectChecksum(algorithm, body);
  const values = parts.map((part) => {
    if (part.checksum === undefined) throw new Error(`part ${part.partNumber} of a composite upload has no checksum`);
    return part.checksum;
  });
  return compositeChecksum(algorithm, values);
}

/** Here a checksum header is about the object, not about the request's document; `-N` may be left out. */
function checkClaimedChecksum(request: S3Request, checksum: Checksum): void {
  const type = request.headers["x-amz-checksum-type"];
  if (type !== undefined && type.toUpperCase() !== checksum.type) {
    throw invalidRequest(
      `The upload was created with the ${checksum.type} checksum mode. The complete request must use it too.`,
    );
  }
  const claimed = request.headers[checksumHeader(checksum.algorithm)];
  if (claimed !== undefined && claimed !== checksum.value && claimed !== checksum.value.replace(/-\d+$/, "")) {
    throw badDigest(checksum.algorithm);
  }
}

/**
 * What happened to the key while a conditional upload was under way is a conflict, also where the condition holds by now
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
 */
function refuseConflict(upload: MultipartUpload, { headers, key }: S3Request, current: StoredObject | undefined): void {
  if (headers["if-none-match"] !== undefined && upload.hadObject) throw conditionalConflict("If-None-Match", key);
  const isNewer = current !== undefined && current.lastModifiedMs > upload.initiatedAtMs;
  if (headers["if-match"] !== undefined && isNewer) throw conditionalConflict("If-Match", key);
}

function multipartEtag(parts: readonly UploadedPart[]): string {
  const digests = Buffer.concat(parts.map((part) => Buffer.from(part.etag, "hex")));
  return `${createHash("md5").update(digests).digest("hex")}-${parts.length}`;
}
