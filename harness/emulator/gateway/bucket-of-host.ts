/**
 * `bucket.s3.localhost:4566`, `bucket.s3.us-east-1.amazonaws.com`, `bucket.localhost:4566` (what SDKs make of an endpoint
 * `http://localhost:4566`); a host that is the endpoint itself has no bucket in front.
 */
const VIRTUAL_HOST =
  /^(.+?)\.(?:s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com|s3(?:\.[a-z0-9-]+)?\.localhost(?:\.localstack\.cloud)?|localhost)$/;
const ENDPOINT_HOST = /^s3(?:[.-][a-z0-9-]+)*\.(?:amazonaws\.com|localhost(?:\.localstack\.cloud)?)$/;

/** The bucket that stands in the host of a request in virtual-host style. */
export function bucketOfHost(host: string | undefined): string | undefined {
  const name = (host ?? "").replace(/:\d+$/, "").toLowerCase();
  return ENDPOINT_HOST.test(name) ? undefined : VIRTUAL_HOST.exec(name)?.[1];
}
