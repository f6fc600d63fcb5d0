import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/AmazonS3/latest/API";

/** Of Signature V4. */
export const SIGNATURE: AwsDefaults = {
  MAXIMUM_SKEW_MS: [900_000, "milliseconds", `${API}/sig-v4-authenticating-requests.html`],
  MINIMUM_EXPIRES_SECONDS: [0, "seconds", "S3's refusal: 'X-Amz-Expires must be non-negative'"],
  MAXIMUM_EXPIRES_SECONDS: [604_800, "seconds", `${API}/sigv4-query-string-auth.html`],
};
