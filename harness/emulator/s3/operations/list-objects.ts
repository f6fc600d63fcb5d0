import { invalidArgument } from "../errors.ts";
import type { S3Operation } from "../operation.ts";
import { xmlResponse } from "../responses.ts";
import {
  describeListed,
  isCommonPrefix,
  listPage,
  OPTIONAL_ATTRIBUTES,
  optionally,
  readEncoding,
  readMaxKeys,
} from "./list-page.ts";

/**
 * Version 1, which Step Functions' `aws-sdk:s3:listObjects` and old clients call: a marker instead of tokens, owners always,
 * and NextMarker only with a delimiter (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html).
 */
export const listObjects: S3Operation = {
  action: "ListBucket",
  parameters: ["prefix", "delimiter", "max-keys", "marker", "encoding-type"],
  headers: [OPTIONAL_ATTRIBUTES],

  perform({ request, store, nowMs }) {
    const bucket = store.bucket(request.bucket);
    const { query } = request;
    checkListType(query.get("list-type"));
    const encode = readEncoding(query.get("encoding-type"));
    const maxKeys = readMaxKeys(query.get("max-keys"));
    const marker = query.get("marker") ?? "";
    const delimiter = query.get("delimiter") ?? "";
    const isPrefix = isCommonPrefix(marker, query.get("prefix") ?? "", delimiter);
    const page = listPage(bucket, request, maxKeys, marker === "" ? undefined : { name: marker, isPrefix });
    return xmlResponse("ListBucketResult", {
      Name: bucket.name,
      Prefix: encode(query.get("prefix") ?? ""),
      Marker: encode(marker),
      NextMarker: page.nextAfter === undefined || delimiter === "" ? undefined : encode(page.nextAfter.name),
      Delimiter: optionally(delimiter, encode),
      MaxKeys: maxKeys,
      EncodingType: query.get("encoding-type"),
      IsTruncated: page.nextAfter !== undefined,
      Contents: page.entries.flatMap((entry) =>
        typeof entry === "string" ? [] : [describeListed(entry, request, { encode, owner: true, nowMs })],
      ),
      CommonPrefixes: page.entries.flatMap((entry) => (typeof entry === "string" ? [{ Prefix: encode(entry) }] : [])),
    });
  },
};

/** A list of version 2 is another operation. */
function checkListType(type: string | undefined): void {
  if (type !== undefined && type !== "1") {
    throw invalidArgument("Invalid List Type specified in Request", "list-type", type);
  }
}
