import type { HttpRequest } from "../../network/http.ts";
import { AwsError } from "../gateway/aws-error.ts";
import { isAwsRegion } from "../gateway/aws-regions.ts";
import { bucketOfHost } from "../gateway/bucket-of-host.ts";
import { regionOfHost } from "../gateway/region-of-request.ts";
import { isDenial, readAuthorization } from "../gateway/signature/authorization.ts";
import type { RoomCall } from "../room.ts";
import type { Bucket } from "./bucket.ts";

/** Takes buckets for everywhere, and tells where any bucket is. */
export const ORIGINAL_REGION = "us-east-1";

/** The region that a request is signed for; signature V2 and requests without one name none. */
export function signedRegionOf(http: HttpRequest): string | undefined {
  const claim = readAuthorization(http);
  return isDenial(claim) ? undefined : claim.scope?.region;
}

/**
 * What a bucket's own region says to a request for another: 301 from the endpoint of another region, 400 where the request has come
 * to the right one and is signed for another (https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). An endpoint without a region in its name is that of
 * the region a request is signed for, as SDKs choose both together; a bucket in its name leads to the bucket's, as AWS's DNS does.
 */
export function refusalOfRegion(call: RoomCall, bucket: Bucket | undefined, home: string): AwsError | undefined {
  const { http, operation, callerRegion } = call;
  const { host } = http.headers;
  const signed = signedRegionOf(http);
  const isLed = signed !== undefined && operation.name !== "CreateBucket" && bucketOfHost(host) !== undefined;
  const endpoint = regionOfHost(host) ?? (isLed ? bucket?.region : undefined) ?? signed ?? callerRegion;
  if (signed !== undefined && signed !== endpoint) return wronglySigned(http, signed, endpoint ?? home);
  if (signed !== undefined && signed !== home && signed !== bucket?.region && !isAwsRegion(signed)) {
    return wronglySigned(http, signed, bucket?.region ?? home);
  }
  if (!bucket || endpoint === undefined || endpoint === bucket.region || operation.name === "CreateBucket")
    return undefined;
  if (operation.name === "GetBucketLocation" && endpoint === ORIGINAL_REGION) return undefined;
  return new AwsError(
    "PermanentRedirect",
    "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
    { status: 301, fields: { Endpoint: endpointOf(bucket, host), Bucket: bucket.name } },
  );
}

/**
 * What is said to a signature that is not right, where it is for another region than that of the endpoint or of the bucket: the region comes
 * first (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, AuthorizationHeaderMalformed). Without either, a region
 * of AWS's may be the one that was meant.
 */
export function refusalOfSignedRegion(
  http: HttpRequest,
  bucket: Bucket | undefined,
  home: string,
): AwsError | undefined {
  const signed = signedRegionOf(http);
  if (signed === undefined) return undefined;
  const expected = regionOfHost(http.headers.host) ?? bucket?.region ?? (isAwsRegion(signed) ? signed : home);
  return signed === expected ? undefined : wronglySigned(http, signed, expected);
}

function wronglySigned(http: HttpRequest, signed: string, expected: string): AwsError {
  const reason = `the region '${signed}' is wrong; expecting '${expected}'`;
  const options = { fields: { Region: expected } };
  return http.headers.authorization === undefined
    ? new AwsError(
        "AuthorizationQueryParametersError",
        `Error parsing the X-Amz-Credential parameter; ${reason}`,
        options,
      )
    : new AwsError("AuthorizationHeaderMalformed", `The authorization header is malformed; ${reason}`, options);
}

/** AWS's own where the request came by AWS's name; else a name of this machine, so that nobody is led away from it. */
function endpointOf({ name, region }: Bucket, host = "localhost"): string {
  const port = /:\d+$/.exec(host)?.[0] ?? "";
  const domain = /\.amazonaws\.com(?::\d+)?$/i.test(host) ? "amazonaws.com" : "localhost";
  return `${name}.s3.${region}.${domain}${port}`;
}
