/** Headers of any S3 answer that are members of the response. */
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
