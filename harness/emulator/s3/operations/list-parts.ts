import { checksumElement } from "../checksums/algorithms.ts";
import { CUSTOMER_KEY_HEADERS } from "../encryption.ts";
import { MAXIMUM_LISTED_PARTS } from "../limits.ts";
import { quoted } from "../object-headers.ts";
import type { S3Operation } from "../operation.ts";
import { describeOwner } from "../owners.ts";
import { xmlResponse } from "../responses.ts";
import { readCount } from "./list-page.ts";

export const listParts: S3Operation = {
  action: "ListMultipartUploadParts",
  parameters: ["uploadId", "max-parts", "part-number-marker"],
  headers: CUSTOMER_KEY_HEADERS,

  perform({ request, store }) {
    const { query } = request;
    const upload = store.upload(query.get("uploadId") ?? "", request.bucket, request.key);
    const maxParts = Math.min(
      readCount(query.get("max-parts"), "max-parts", MAXIMUM_LISTED_PARTS),
      MAXIMUM_LISTED_PARTS,
    );
    const marker = readCount(query.get("part-number-marker"), "part-number-marker", 0);
    const remaining = [...upload.parts.values()]
      .filter((part) => part.partNumber > marker)
      .sort((a, b) => a.partNumber - b.partNumber);
    const page = remaining.slice(0, maxParts);
    const { algorithm, type, explicit } = upload.checksum;
    return xmlResponse("ListPartsResult", {
      Bucket: upload.bucket,
      Key: upload.key,
      UploadId: upload.uploadId,
      PartNumberMarker: marker,
      NextPartNumberMarker: page.at(-1)?.partNumber ?? 0,
      MaxParts: maxParts,
      IsTruncated: remaining.length > page.length,
      Initiator: describeOwner(upload.initiator),
      Owner: describeOwner(upload.settings.owner),
      StorageClass: upload.settings.storageClass ?? "STANDARD",
      ChecksumAlgorithm: explicit ? algorithm : undefined,
      ChecksumType: explicit ? type : undefined,
      Part: page.map((part) => ({
        PartNumber: part.partNumber,
        LastModified: new Date(part.lastModifiedMs).toISOString(),
        ETag: quoted(part.etag),
        Size: part.body.length,
        [checksumElement(algorithm)]: part.checksum,
      })),
    });
  },
};
