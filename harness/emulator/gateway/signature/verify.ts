import type { HttpRequest } from "../../../network/http.ts";
import type { Denial } from "../../room.ts";
import { parseRequestTarget } from "../request-target.ts";
import type { Authorization } from "./authorization.ts";
import { canonicalRequest, signatureOf, stringToSign } from "./canonical-request.ts";
import { matchesV2, stringToSignV2 } from "./signature-v2.ts";

/** Computes the signature anew over the request as received (the received Host included) and compares. */
export function verifySignature(
  http: HttpRequest,
  authorization: Authorization,
  secretAccessKey: string,
): Denial | undefined {
  const { scope } = authorization;
  if (!scope) return verifySignatureV2(http, authorization, secretAccessKey);
  const unsigned = headersNotSigned(http, authorization);
  if (unsigned.length > 0) {
    return {
      reason: "AccessDenied",
      message: "There were headers present in the request which were not signed",
      details: { HeadersNotSigned: unsigned.toSorted().join(", ") },
    };
  }
  const canonical = canonicalRequest(http, authorization);
  const text = stringToSign(canonical, scope, authorization.amzDate ?? "");
  const scopedToItsDay = authorization.amzDate?.startsWith(scope.date) === true;
  if (scopedToItsDay && signatureOf(text, secretAccessKey, scope) === authorization.signature) {
    return undefined;
  }
  return mismatch(authorization, text, {
    CanonicalRequest: canonical,
    CanonicalRequestBytes: hexBytes(canonical),
  });
}

function verifySignatureV2(http: HttpRequest, claim: Authorization, secretAccessKey: string): Denial | undefined {
  const text = stringToSignV2(http, claim);
  return matchesV2(http, claim, secretAccessKey) ? undefined : mismatch(claim, text, {});
}

function mismatch(claim: Authorization, text: string, more: Readonly<Record<string, string>>): Denial {
  return {
    reason: "SignatureDoesNotMatch",
    message:
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    details: {
      AWSAccessKeyId: claim.accessKeyId,
      StringToSign: text,
      SignatureProvided: claim.signature,
      StringToSignBytes: hexBytes(text),
      ...more,
    },
  };
}

/**
 * Host must always be signed, and for S3 every `x-amz-*` header too. A header whose very value is a parameter of the presigned query
 * is covered by the signature there: production's uploads send `x-amz-checksum-sha256` in both places and sign only Host.
 */
function headersNotSigned(http: HttpRequest, authorization: Authorization): string[] {
  const query = parseRequestTarget(http.path).query;
  const inQuery = (name: string): boolean =>
    query.some(([parameter, value]) => parameter.toLowerCase() === name && value === http.headers[name]);
  return Object.keys(http.headers).filter(
    (name) =>
      (name === "host" || (authorization.scope?.service === "s3" && name.startsWith("x-amz-"))) &&
      !authorization.signedHeaders.includes(name) &&
      !(authorization.kind === "presigned" && inQuery(name)),
  );
}

function hexBytes(text: string): string {
  return Buffer.from(text)
    .toString("hex")
    .replace(/(..)(?!$)/g, "$1 ");
}
