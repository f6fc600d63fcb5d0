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
  readonly answer?: "object" | "xml";
  /** The member that is the XML document, where it is not the whole response. */
  readonly payload?: string;
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

const OBJECT = ["Bucket", "Key"];
const BUCKET = ["Bucket"];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html */
export const S3_OPERATIONS: ReadonlyMap<string, S3Binding> = new Map<string, S3Binding>([
  [
    "GetObject",
    { method: "GET", path: OBJECT, query: { VersionId: "versionId" }, headers: READ_CONDITIONS, answer: "object" },
  ],
  [
    "HeadObject",
    {
      method: "HEAD",
      path: OBJECT,
      query: { VersionId: "versionId" },
      headers: READ_CONDITIONS,
      notFound: "NoSuchKey",
    },
  ],
  [
    "PutObject",
    {
      method: "PUT",
      path: OBJECT,
      headers: { ...CONTENT, IfMatch: "if-match", IfNoneMatch: "if-none-match" },
      body: ({ Body }) => (typeof Body === "string" ? Body : Body === undefined ? "" : JSON.stringify(Body)),
    },
  ],
  [
    "CopyObject",
    {
      method: "PUT",
      path: OBJECT,
      headers: { ...CONTENT, CopySource: "x-amz-copy-source", MetadataDirective: "x-amz-metadata-directive" },
      answer: "xml",
      payload: "CopyObjectResult",
    },
  ],
  ["DeleteObject", { method: "DELETE", path: OBJECT, query: { VersionId: "versionId" } }],
  [
    "ListObjectsV2",
    {
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
  ],
  [
    "ListObjects",
    {
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
  ],
  ["CreateBucket", { method: "PUT", path: BUCKET }],
  ["DeleteBucket", { method: "DELETE", path: BUCKET }],
  ["HeadBucket", { method: "HEAD", path: BUCKET, notFound: "NoSuchBucket" }],
  ["GetBucketLocation", { method: "GET", path: BUCKET, parameters: ["location"], answer: "xml" }],
  ["GetBucketVersioning", { method: "GET", path: BUCKET, parameters: ["versioning"], answer: "xml" }],
  ["ListBuckets", { method: "GET", path: [], answer: "xml" }],
]);

/** Headers of an answer that are members of the response. */
export const RESPONSE_HEADERS: ReadonlyMap<string, string> = new Map([
  ["accept-ranges", "AcceptRanges"],
  ["cache-control", "CacheControl"],
  ["content-disposition", "ContentDisposition"],
  ["content-encoding", "ContentEncoding"],
  ["content-language", "ContentLanguage"],
  ["content-length", "ContentLength"],
  ["content-range", "ContentRange"],
  ["content-type", "ContentType"],
  ["etag", "ETag"],
  ["last-modified", "LastModified"],
  ["x-amz-server-side-encryption", "ServerSideEncryption"],
  ["x-amz-version-id", "VersionId"],
]);
