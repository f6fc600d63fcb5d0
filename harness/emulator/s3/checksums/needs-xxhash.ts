import { readCopySource } from "../copy-source.ts";
import type { ObjectStore } from "../object-store.ts";
import type { S3Request } from "../request.ts";
import { XXHASH_ALGORITHMS } from "./xxhash.ts";

/** Whether a request may need a checksum of xxHash: of its own, of the upload that it continues, or of the object that it copies. */
export function needsXxhash({ headers, query, key, body, ...request }: S3Request, store: ObjectStore): boolean {
  const isNamed = Object.entries(headers).some(
    ([name, value]) => name.startsWith("x-amz-") && /xxhash/i.test(`${name} ${value}`),
  );
  if (isNamed) return true;
  // A form has its headers in its body.
  if (request.method === "POST" && key === "" && /^multipart\//i.test(headers["content-type"] ?? "")) {
    return /checksum-(?:algorithm|xxhash)/i.test(body.bytes().toString("latin1"));
  }
  const source = readCopySource(headers);
  const bucket = source && store.findBucket(source.bucket);
  const copied = source?.versionId ? bucket?.version(source.key, source.versionId) : bucket?.current(source?.key ?? "");
  const algorithms: readonly (string | undefined)[] = [
    store.findUpload(query.get("uploadId") ?? "")?.checksum.algorithm,
    copied?.kind === "object" ? copied.checksum.algorithm : undefined,
  ];
  return XXHASH_ALGORITHMS.some((name) => algorithms.includes(name));
}
