import { invalidArgument } from "../errors.ts";
import { MAXIMUM_LISTED_UPLOADS } from "../limits.ts";
import type { MultipartUpload } from "../multipart-upload.ts";
import type { S3Operation } from "../operation.ts";
import { describeOwner } from "../owners.ts";
import { xmlResponse } from "../responses.ts";
import { optionally, readEncoding } from "./list-page.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads: S3Operation = {
  action: "ListBucketMultipartUploads",
  parameters: ["uploads", "prefix", "delimiter", "max-uploads", "key-marker", "upload-id-marker", "encoding-type"],

  perform({ request: { bucket: name, query }, store }) {
    const bucket = store.bucket(name);
    const encode = readEncoding(query.get("encoding-type"));
    const maximum = readMaximum(query.get("max-uploads"));
    const prefix = query.get("prefix") ?? "";
    const delimiter = query.get("delimiter") ?? "";
    const keyMarker = query.get("key-marker") ?? "";
    const idMarker = query.get("upload-id-marker") ?? "";
    const entries: (MultipartUpload | string)[] = [];
    let isTruncated = false;
    for (const upload of behind(store.uploads(bucket.name), keyMarker, idMarker)) {
      const { key } = upload;
      if (!key.startsWith(prefix)) continue;
      const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
      const common = cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
      if (common !== undefined && (entries.at(-1) === common || keyMarker === common)) continue;
      if (entries.length === maximum) {
        isTruncated = true;
        break;
      }
      entries.push(common ?? upload);
    }
    const last = entries.at(-1);
    return xmlResponse("ListMultipartUploadsResult", {
      Bucket: bucket.name,
      KeyMarker: encode(keyMarker),
      UploadIdMarker: keyMarker === "" ? "" : idMarker,
      NextKeyMarker: last === undefined ? "" : encode(typeof last === "string" ? last : last.key),
      NextUploadIdMarker: last === undefined || typeof last === "string" ? "" : last.uploadId,
      Prefix: optionally(prefix, encode),
      Delimiter: optionally(delimiter, encode),
      EncodingType: query.get("encoding-type"),
      MaxUploads: maximum,
      IsTruncated: isTruncated,
      Upload: entries.flatMap((entry) => (typeof entry === "string" ? [] : [describeUpload(entry, encode)])),
      CommonPrefixes: entries.flatMap((entry) => (typeof entry === "string" ? [{ Prefix: encode(entry) }] : [])),
    });
  },
};

function behind(all: readonly MultipartUpload[], key: string, uploadId: string): readonly MultipartUpload[] {
  if (key === "") return all;
  const at = uploadId === "" ? -1 : all.findIndex((upload) => upload.key === key && upload.uploadId === uploadId);
  if (at >= 0) return all.slice(at + 1);
  return all.filter((upload) => Buffer.compare(Buffer.from(upload.key), Buffer.from(key)) > 0);
}

function describeUpload(upload: MultipartUpload, encode: (text: string) => string) {
  const { checksum } = upload;
  return {
    Key: encode(upload.key),
    UploadId: upload.uploadId,
    Initiator: describeOwner(upload.initiator),
    Owner: describeOwner(upload.settings.owner),
    StorageClass: upload.settings.storageClass ?? "STANDARD",
    Initiated: new Date(upload.initiatedAtMs).toISOString(),
    ChecksumAlgorithm: checksum.explicit ? checksum.algorithm : undefined,
    ChecksumType: checksum.explicit ? checksum.type : undefined,
  };
}

function readMaximum(text: string | undefined): number {
  if (text === undefined || text === "") return MAXIMUM_LISTED_UPLOADS;
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text), MAXIMUM_LISTED_UPLOADS);
  throw invalidArgument("Provided max-uploads not an integer or within integer range", "max-uploads", text);
}
