import type { HttpRequest } from "../../network/http.ts";
import { bucketOfHost } from "../gateway/bucket-of-host.ts";
import { parseRequestTarget, percentDecode } from "../gateway/request-target.ts";
import { invalidUri } from "./errors.ts";

export interface Address {
  /** "" for the service itself. */
  readonly bucket: string;
  /** "" for the bucket itself. Never normalised: keys may hold `/./`, `//` and a trailing `/`. */
  readonly key: string;
}

/** Bucket and key in path style or virtual-host style. Throws InvalidURI. */
export function readAddress(http: HttpRequest): Address {
  const path = percentDecode(parseRequestTarget(http.path).rawPath);
  if (path === undefined || !path.startsWith("/")) throw invalidUri(http.path);
  const inHost = bucketOfHost(http.headers.host);
  if (inHost !== undefined) return { bucket: inHost, key: path.slice(1) };
  const slash = path.indexOf("/", 1);
  return slash < 0 ? { bucket: path.slice(1), key: "" } : { bucket: path.slice(1, slash), key: path.slice(slash + 1) };
}
