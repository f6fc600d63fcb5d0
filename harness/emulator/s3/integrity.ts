import type { Content } from "../../network/content.ts";
import type { DecodedBody } from "./aws-chunked.ts";
import {
  CHECKSUM_ALGORITHMS,
  type ChecksumAlgorithm,
  checksumHeader,
  computeChecksum,
  isWellFormedChecksum,
  parseChecksumAlgorithm,
} from "./checksums/algorithms.ts";
import { badDigest, badDigestMd5, invalidDigest, invalidRequest } from "./errors.ts";
import type { S3Request } from "./request.ts";

export interface ClaimedChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
}

/**
 * Checks the body against what the client claims of it: Content-MD5 and one `x-amz-checksum-*`, in a header or a trailer.
 * Returns the verified checksum. Throws BadDigest, InvalidDigest or InvalidRequest.
 */
export function verifyIntegrity(request: S3Request, payload: DecodedBody): ClaimedChecksum | undefined {
  verifyContentMd5(request.headers["content-md5"], payload.body);
  const claimed = claimedChecksum(request, payload.trailers);
  if (claimed && computeChecksum(claimed.algorithm, payload.body) !== claimed.value) throw badDigest(claimed.algorithm);
  return claimed;
}

/** The checksum that a request carries, well formed but not compared with anything. Throws InvalidRequest. */
function claimedChecksum(request: S3Request, trailers: DecodedBody["trailers"]): ClaimedChecksum | undefined {
  const claims = CHECKSUM_ALGORITHMS.flatMap((algorithm) => {
    const header = checksumHeader(algorithm);
    const inHeader = request.headers[header];
    const inTrailer = trailers.get(header);
    return [
      ...(inHeader === undefined ? [] : [{ algorithm, value: inHeader, trailing: false }]),
      ...(inTrailer === undefined ? [] : [{ algorithm, value: inTrailer, trailing: true }]),
    ];
  });
  if (claims.length > 1) {
    throw invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  }
  const [claim] = claims;
  checkNamedAlgorithm(request.headers["x-amz-sdk-checksum-algorithm"], claim?.algorithm);
  if (claim && !isWellFormedChecksum(claim.algorithm, claim.value)) {
    const place = claim.trailing ? "trailing header" : "header";
    throw invalidRequest(`Value for ${checksumHeader(claim.algorithm)} ${place} is invalid.`);
  }
  return claim && { algorithm: claim.algorithm, value: claim.value };
}

function checkNamedAlgorithm(named: string | undefined, carried: ChecksumAlgorithm | undefined): void {
  if (named === undefined) return;
  if (carried === undefined) {
    throw invalidRequest(
      "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
    );
  }
  if (parseChecksumAlgorithm(named) !== carried) {
    throw invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
  }
}

/** What is to be locked must be known to have arrived whole. Throws InvalidRequest. */
export function requireDigest(request: S3Request, claimed: ClaimedChecksum | undefined): void {
  if (claimed || request.headers["content-md5"] !== undefined) return;
  throw invalidRequest(
    "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters",
  );
}

function verifyContentMd5(contentMd5: string | undefined, body: Content): void {
  if (contentMd5 === undefined) return;
  const bytes = Buffer.from(contentMd5, "base64");
  if (bytes.length !== 16 || bytes.toString("base64") !== contentMd5) throw invalidDigest(contentMd5);
  const calculated = Buffer.from(body.digest("md5"), "hex").toString("base64");
  if (calculated !== contentMd5) throw badDigestMd5(contentMd5, calculated);
}
