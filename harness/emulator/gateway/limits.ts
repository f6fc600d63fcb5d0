/** Limits of Signature V4, for every service. */

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html */
export const MAXIMUM_SKEW_MS = 900_000;
/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
export const MINIMUM_EXPIRES_SECONDS = 0;
export const MAXIMUM_EXPIRES_SECONDS = 604_800;

/** Ours: signing keys that are kept, one for each secret, day, region and service. */
export const MOST_SIGNING_KEYS = 1000;
