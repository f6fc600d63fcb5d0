import { checksumElement } from "../checksums/algorithms.ts";
import { CUSTOMER_KEY_HEADERS, checkCustomerKey } from "../encryption.ts";
import { invalidArgument } from "../errors.ts";
import { findVersion } from "../find-object.ts";
import { MAXIMUM_LISTED_PARTS } from "../limits.ts";
import { versionHeader } from "../object-headers.ts";
import type { S3Operation } from "../operation.ts";
import { xmlResponse } from "../responses.ts";
import type { StoredObject } from "../stored-object.ts";
import { readCount } from "./list-page.ts";

const ATTRIBUTES = "x-amz-object-attributes";
const MAXIMUM_PARTS = "x-amz-max-parts";
const MARKER = "x-amz-part-number-marker";
const NAMES: readonly string[] = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export const getObjectAttributes: S3Operation = {
  action: "GetObject",
  parameters: ["versionId"],
  headers: [ATTRIBUTES, MAXIMUM_PARTS, MARKER, ...CUSTOMER_KEY_HEADERS],

  perform({ request, store }) {
    const bucket = store.bucket(request.bucket);
    const object = findVersion(bucket, request, request.method);
    checkCustomerKey(request.headers, object.encryption);
    const wanted = readAttributes(request.headers[ATTRIBUTES]);
    const { algorithm, value, type } = object.checksum;
    return xmlResponse(
      "GetObjectAttributesResponse",
      {
        ETag: wanted.has("ETag") ? object.etag : undefined,
        Checksum: wanted.has("Checksum")
          ? { [checksumElement(algorithm)]: value.replace(/-\d+$/, ""), ChecksumType: type }
          : undefined,
        ObjectParts: wanted.has("ObjectParts") && object.parts ? describeParts(object, request.headers) : undefined,
        StorageClass: wanted.has("StorageClass") ? (object.storageClass ?? "STANDARD") : undefined,
        ObjectSize: wanted.has("ObjectSize") ? object.body.length : undefined,
      },
      {
        "last-modified": new Date(object.lastModifiedMs).toUTCString(),
        ...versionHeader(object.versionId, bucket.versioning !== undefined),
      },
    );
  },
};

function readAttributes(text: string | undefined): ReadonlySet<string> {
  const names = (text ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) {
    throw invalidArgument(
      "The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty",
      ATTRIBUTES,
      text ?? "null",
    );
  }
  if (names.some((name) => !NAMES.includes(name))) {
    throw invalidArgument("Invalid attribute name specified.", ATTRIBUTES, text ?? "");
  }
  return new Set(names);
}

function describeParts({ parts = [], checksum }: StoredObject, headers: Readonly<Record<string, string>>) {
  const maximum = Math.min(
    readCount(headers[MAXIMUM_PARTS], MAXIMUM_PARTS, MAXIMUM_LISTED_PARTS),
    MAXIMUM_LISTED_PARTS,
  );
  const marker = readCount(headers[MARKER], MARKER, 0);
  // Parts are told one by one only where each has a checksum of its own.
  const told = checksum.type === "COMPOSITE" || parts.some((part) => part.checksum !== undefined);
  const remaining = parts.filter(({ partNumber }) => partNumber > marker);
  const page = remaining.slice(0, maximum);
  if (!told) return { PartsCount: parts.length };
  return {
    PartsCount: parts.length,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.partNumber ?? 0,
    MaxParts: maximum,
    IsTruncated: remaining.length > page.length,
    Part: page.map((part) => ({
      PartNumber: part.partNumber,
      Size: part.length,
      [checksumElement(checksum.algorithm)]: part.checksum,
    })),
  };
}
