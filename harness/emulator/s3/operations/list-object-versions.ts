import type { ListedVersion } from "../bucket.ts";
import { invalidArgument } from "../errors.ts";
import { quoted } from "../object-headers.ts";
import type { S3Operation } from "../operation.ts";
import { describeOwner } from "../owners.ts";
import { xmlResponse } from "../responses.ts";
import {
  isCommonPrefix,
  OPTIONAL_ATTRIBUTES,
  optionally,
  readEncoding,
  readMaxKeys,
  restoreStatusAsked,
} from "./list-page.ts";

/** Where a page begins: behind a version of a key, behind a key, or behind a common prefix. */
interface Marker {
  readonly key: string;
  readonly versionId: string | undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export const listObjectVersions: S3Operation = {
  action: "ListBucketVersions",
  parameters: ["prefix", "delimiter", "max-keys", "key-marker", "version-id-marker", "encoding-type"],
  headers: [OPTIONAL_ATTRIBUTES],

  perform({ request, store, nowMs }) {
    const { bucket: name, query } = request;
    const bucket = store.bucket(name);
    const encode = readEncoding(query.get("encoding-type"));
    const maxKeys = readMaxKeys(query.get("max-keys"));
    const prefix = query.get("prefix") ?? "";
    const delimiter = query.get("delimiter") ?? "";
    const marker = readMarker(query);
    const entries: (ListedVersion | string)[] = [];
    let next: Marker | undefined;
    let last: Marker | undefined;
    for (const listed of behind(bucket.versions(), marker, prefix, delimiter)) {
      const { key, versionId } = listed.version;
      if (!key.startsWith(prefix)) continue;
      const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
      const common = cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
      if (common !== undefined && last?.key === common) continue;
      if (entries.length === maxKeys) {
        next = maxKeys === 0 ? undefined : last;
        break;
      }
      entries.push(common ?? listed);
      last = common === undefined ? { key, versionId } : { key: common, versionId: undefined };
    }
    const listed = entries.filter((entry) => typeof entry !== "string");
    return xmlResponse("ListVersionsResult", {
      Name: bucket.name,
      Prefix: encode(prefix),
      KeyMarker: encode(marker?.key ?? ""),
      VersionIdMarker: marker?.versionId ?? "",
      NextKeyMarker: next && encode(next.key),
      NextVersionIdMarker: next?.versionId,
      MaxKeys: maxKeys,
      Delimiter: optionally(delimiter, encode),
      EncodingType: query.get("encoding-type"),
      IsTruncated: next !== undefined,
      Version: listed.flatMap((entry) =>
        entry.version.kind === "object"
          ? [{ ...describeVersion(entry, encode), RestoreStatus: restoreStatusAsked(request, entry.version, nowMs) }]
          : [],
      ),
      DeleteMarker: listed.flatMap((entry) => (entry.version.kind === "object" ? [] : [describeAny(entry, encode)])),
      CommonPrefixes: entries.flatMap((entry) => (typeof entry === "string" ? [{ Prefix: encode(entry) }] : [])),
    });
  },
};

function readMarker(query: ReadonlyMap<string, string>): Marker | undefined {
  const key = query.get("key-marker") ?? "";
  const versionId = query.get("version-id-marker");
  if (versionId === "") {
    throw invalidArgument("A version-id marker cannot be empty.", "version-id-marker", versionId);
  }
  if (key === "" && versionId !== undefined) {
    throw invalidArgument(
      "A version-id marker cannot be specified without a key marker.",
      "version-id-marker",
      versionId,
    );
  }
  return key === "" ? undefined : { key, versionId };
}

function behind(
  all: readonly ListedVersion[],
  marker: Marker | undefined,
  prefix: string,
  delimiter: string,
): readonly ListedVersion[] {
  if (!marker) return all;
  const { key, versionId } = marker;
  if (versionId !== undefined) {
    const at = all.findIndex(({ version }) => version.key === key && version.versionId === versionId);
    if (at >= 0) return all.slice(at + 1);
  }
  const isPrefix = isCommonPrefix(key, prefix, delimiter);
  const bytes = Buffer.from(key);
  return all.filter(
    ({ version }) => !(isPrefix && version.key.startsWith(key)) && Buffer.compare(Buffer.from(version.key), bytes) > 0,
  );
}

function describeAny({ version, isLatest }: ListedVersion, encode: (text: string) => string) {
  return {
    Key: encode(version.key),
    VersionId: version.versionId,
    IsLatest: isLatest,
    LastModified: new Date(Math.floor(version.lastModifiedMs / 1000) * 1000).toISOString(),
    Owner: describeOwner(version.owner),
  };
}

function describeVersion(listed: ListedVersion, encode: (text: string) => string) {
  const { version } = listed;
  if (version.kind !== "object") return describeAny(listed, encode);
  return {
    ...describeAny(listed, encode),
    ETag: quoted(version.etag),
    ChecksumAlgorithm: version.checksum.algorithm,
    ChecksumType: version.checksum.type,
    Size: version.body.length,
    StorageClass: version.storageClass ?? "STANDARD",
  };
}
