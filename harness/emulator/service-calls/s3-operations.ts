import type { S3OperationName } from "../s3/operation-names.ts";
import { completedUploadXml, deleteXml, locationXml, objectText, versioningXml } from "./s3-bodies.ts";

/** Where the members of one S3 operation stand in the request, and what its answer is. */
export interface S3Binding {
  readonly method: "GET" | "PUT" | "POST" | "HEAD" | "DELETE";
  /** Members of the path. */
  readonly path: readonly string[];
  /** Fixed parameters. */
  readonly parameters?: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: (request: Readonly<Record<string, unknown>>) => string;
  /** The service wants a digest of the body, which SDKs add by themselves. */
  readonly digest?: true;
  /** SDKs add a checksum of the body, CRC32 unless the caller asks for another (https://docs.aws.amazon.com/sdkref/latest/guide/feature-dataintegrity.html). */
  readonly checksum?: true;
  readonly answer?: "object" | "xml";
  /** The member that is the XML document, where it is not the whole response. */
  readonly payload?: string;
  /** Elements whose members have another name. */
  readonly elements?: Readonly<Record<string, string>>;
  /** Headers that are members of this operation's response, besides those of all (`s3-headers.ts`). */
  readonly answerHeaders?: Readonly<Record<string, string>>;
  /** The error's code where the answer has no body (HEAD). */
  readonly notFound?: string;
}

const READ_CONDITIONS = {
  IfMatch: "if-match",
  IfNoneMatch: "if-none-match",
  IfModifiedSince: "if-modified-since",
  IfUnmodifiedSince: "if-unmodified-since",
  Range: "range",
  ChecksumMode: "x-amz-checksum-mode",
  ExpectedBucketOwner: "x-amz-expected-bucket-owner",
};

const CONTENT = {
  ContentType: "content-type",
  CacheControl: "cache-control",
  ContentDisposition: "content-disposition",
  ContentEncoding: "content-encoding",
  ContentLanguage: "content-language",
};

/** How an object is to be kept; what the room does not emulate, it refuses by name. Java's spelling of members. */
const KEEPING = {
  ACL: "x-amz-acl",
  BucketKeyEnabled: "x-amz-server-side-encryption-bucket-key-enabled",
  ServerSideEncryption: "x-amz-server-side-encryption",
  SsekmsKeyId: "x-amz-server-side-encryption-aws-kms-key-id",
  StorageClass: "x-amz-storage-class",
  Tagging: "x-amz-tagging",
  WebsiteRedirectLocation: "x-amz-website-redirect-location",
};

const CHECKSUMS = {
  ChecksumCRC32: "x-amz-checksum-crc32",
  ChecksumCRC32C: "x-amz-checksum-crc32c",
  ChecksumCRC64NVME: "x-amz-checksum-crc64nvme",
  ChecksumSHA1: "x-amz-checksum-sha1",
  ChecksumSHA256: "x-amz-checksum-sha256",
  ChecksumSHA512: "x-amz-checksum-sha512",
  ChecksumMD5: "x-amz-checksum-md5",
  ChecksumXXHASH64: "x-amz-checksum-xxhash64",
  ChecksumXXHASH3: "x-amz-checksum-xxhash3",
  ChecksumXXHASH128: "x-amz-checksum-xxhash128",
};

const CHECKSUM_PLAN = { ChecksumAlgorithm: "x-amz-checksum-algorithm", ChecksumType: "x-amz-checksum-type" };

const OWNER = { ExpectedBucketOwner: "x-amz-expected-bucket-owner" };
const UPLOAD = { UploadId: "uploadId" };
const OBJECT = ["Bucket", "Key"];
const BUCKET = ["Bucket"];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html */
export const S3_OPERATIONS: Readonly<Record<S3OperationName, S3Binding>> = {
  AbortMultipartUpload: { method: "DELETE", path: OBJECT, query: UPLOAD, headers: OWNER },
  CompleteMultipartUpload: {
    method: "POST",
    path: OBJECT,
    query: UPLOAD,
    headers: {
      ...OWNER,
      ...CHECKSUMS,
      ChecksumType: "x-amz-checksum-type",
      IfMatch: "if-match",
      IfNoneMatch: "if-none-match",
      MpuObjectSize: "x-amz-mp-object-size",
    },
    body: completedUploadXml,
    answer: "xml",
  },
  CopyObject: {
    method: "PUT",
    path: OBJECT,
    headers: { ...CONTENT, CopySource: "x-amz-copy-source", MetadataDirective: "x-amz-metadata-directive" },
    answer: "xml",
    payload: "CopyObjectResult",
  },
  CreateBucket: { method: "PUT", path: BUCKET, body: locationXml },
  CreateMultipartUpload: {
    method: "POST",
    path: OBJECT,
    parameters: ["uploads"],
    headers: { ...OWNER, ...CONTENT, ...KEEPING, ...CHECKSUM_PLAN },
    answer: "xml",
    answerHeaders: CHECKSUM_PLAN,
  },
  DeleteBucket: { method: "DELETE", path: BUCKET },
  DeleteObject: { method: "DELETE", path: OBJECT, query: { VersionId: "versionId" } },
  DeleteObjects: {
    method: "POST",
    path: BUCKET,
    parameters: ["delete"],
    headers: { ...OWNER, MFA: "x-amz-mfa", BypassGovernanceRetention: "x-amz-bypass-governance-retention" },
    body: deleteXml,
    digest: true,
    answer: "xml",
    elements: { Error: "Errors" },
  },
  GetBucketLocation: {
    method: "GET",
    path: BUCKET,
    parameters: ["location"],
    answer: "xml",
    elements: { "#text": "LocationConstraint" },
  },
  GetBucketVersioning: { method: "GET", path: BUCKET, parameters: ["versioning"], answer: "xml" },
  GetObject: {
    method: "GET",
    path: OBJECT,
    query: { VersionId: "versionId" },
    headers: READ_CONDITIONS,
    answer: "object",
  },
  HeadBucket: { method: "HEAD", path: BUCKET, notFound: "NoSuchBucket" },
  HeadObject: {
    method: "HEAD",
    path: OBJECT,
    query: { VersionId: "versionId" },
    headers: READ_CONDITIONS,
    notFound: "NoSuchKey",
  },
  ListBuckets: { method: "GET", path: [], answer: "xml" },
  ListObjects: {
    method: "GET",
    path: BUCKET,
    query: {
      Prefix: "prefix",
      Delimiter: "delimiter",
      MaxKeys: "max-keys",
      Marker: "marker",
      EncodingType: "encoding-type",
    },
    answer: "xml",
  },
  ListObjectsV2: {
    method: "GET",
    path: BUCKET,
    parameters: ["list-type=2"],
    query: {
      Prefix: "prefix",
      Delimiter: "delimiter",
      MaxKeys: "max-keys",
      ContinuationToken: "continuation-token",
      StartAfter: "start-after",
      EncodingType: "encoding-type",
      FetchOwner: "fetch-owner",
    },
    answer: "xml",
  },
  ListParts: {
    method: "GET",
    path: OBJECT,
    query: { ...UPLOAD, MaxParts: "max-parts", PartNumberMarker: "part-number-marker" },
    headers: OWNER,
    answer: "xml",
    elements: { Part: "Parts" },
  },
  PutBucketVersioning: {
    method: "PUT",
    path: BUCKET,
    parameters: ["versioning"],
    headers: { ...OWNER, MFA: "x-amz-mfa" },
    body: versioningXml,
    digest: true,
  },
  PutObject: {
    method: "PUT",
    path: OBJECT,
    headers: { ...CONTENT, ...CHECKSUMS, IfMatch: "if-match", IfNoneMatch: "if-none-match" },
    body: objectText,
    checksum: true,
    answerHeaders: { ...CHECKSUMS, ChecksumType: "x-amz-checksum-type" },
  },
  UploadPart: {
    method: "PUT",
    path: OBJECT,
    query: { ...UPLOAD, PartNumber: "partNumber" },
    headers: { ...OWNER, ...CHECKSUMS, ContentMD5: "content-md5" },
    body: objectText,
    answerHeaders: CHECKSUMS,
  },
};
