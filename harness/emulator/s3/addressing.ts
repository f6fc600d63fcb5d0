import type { HttpRequest } from "../../network/http.ts";
import { parseRequestTarget, percentDecode } from "../gateway/request-target.ts";
import { invalidUri } from "./errors.ts";

export interface Address {
  /** "" for the service itself. */
  readonly bucket: string;
  /** "" for the bucket itself. Never normalised: keys may hold `/./`, `//` and a trailing `/`. */
  readonly key: string;
}

/**
 * `bucket.s3.localhost:4566`, `bucket.s3.us-east-1.amazonaws.com`, `bucket.localhost:4566` (what SDKs make of an endpoint
 * `http://localhost:4566`); a host that is the endpoint itself has no bucket in front.
 */
const VIRTUAL_HOST = /^(.+?)\.(?:s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com|s3(?:\.[a-z0-9-]+)?\.localhost|localhost)$/;
const ENDPOINT_HOST = /^s3(?:[.-][a-z0-9-]+)*\.(?:amazonaws\.com|localhost)$/;

/** Bucket and key in path style or virtual-host style. Throws InvalidURI. */
export function readAddress(http: HttpRequest): Address {
  const path = percentDecode(parseRequestTarget(http.path).rawPath);
  if (path === undefined || !path.startsWith("/")) throw invalidUri(http.path);
  const host = (http.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  const bucketOfHost = ENDPOINT_HOST.test(host) ? undefined : VIRTUAL_HOST.exec(host)?.[1];
  if (bucketOfHost !== undefined) return { bucket: bucketOfHost, key: path.slice(1) };
  const slash = path.indexOf("/", 1);
  return slash < 0 ? { bucket: path.slice(1), key: "" } : { bucket: path.slice(1, slash), key: path.slice(slash + 1) };
}
