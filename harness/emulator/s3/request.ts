import { type Content, MemoryContent } from "../../network/content.ts";
import type { HttpRequest } from "../../network/http.ts";
import { parseRequestTarget } from "../gateway/request-target.ts";
import { type Address, readAddress } from "./addressing.ts";
import { CHECKSUM_ALGORITHMS, checksumHeader } from "./checksums/algorithms.ts";

/** One request as S3 understands it. The body is still as it was on the wire. */
export interface S3Request extends Address {
  readonly method: string;
  /** Without the parameters of presigned authentication and the SDK's `x-id`. */
  readonly query: ReadonlyMap<string, string>;
  /** With the `x-amz-*` values that a presigned URL carries in its query. */
  readonly headers: Readonly<Record<string, string>>;
  readonly presigned: boolean;
  /** Whether the sender can read an answer piece by piece. */
  readonly takesLargeBody: boolean;
  readonly body: Content;
}

const AUTHENTICATION = new Set([
  "x-amz-algorithm",
  "x-amz-credential",
  "x-amz-date",
  "x-amz-expires",
  "x-amz-signedheaders",
  "x-amz-signature",
  "x-amz-security-token",
]);
/** Of signature V2. */
const AUTHENTICATION_V2 = new Set(["AWSAccessKeyId", "Signature", "Expires"]);

/**
 * S3 takes `x-amz-*` values of a presigned query as headers, except checksums of the body: those it ignores there and enforces
 * only as headers (README.md, "Checksum in the query of a presigned PUT").
 */
const IGNORED_IN_QUERY = new Set([...CHECKSUM_ALGORITHMS.map(checksumHeader), "x-amz-sdk-checksum-algorithm"]);

/** Throws InvalidURI. */
export function readS3Request(http: HttpRequest): S3Request {
  const query = new Map<string, string>();
  const fromQuery: Record<string, string> = {};
  let presigned = false;
  for (const [name, value] of parseRequestTarget(http.path).query) {
    const lowerCase = name.toLowerCase();
    if (lowerCase === "x-amz-signature" || name === "AWSAccessKeyId") presigned = true;
    if (AUTHENTICATION.has(lowerCase) || AUTHENTICATION_V2.has(name) || name === "x-id") continue;
    if (!lowerCase.startsWith("x-amz-")) query.set(name, value);
    else if (!IGNORED_IN_QUERY.has(lowerCase)) fromQuery[lowerCase] = value;
  }
  return {
    ...readAddress(http),
    method: http.method,
    query,
    headers: { ...fromQuery, ...http.headers },
    presigned,
    body: http.largeBody ?? new MemoryContent(http.body),
    takesLargeBody: http.takesLargeBody === true,
  };
}
