import type { HttpRequest } from "../../network/http.ts";
import type { Denial } from "../room.ts";
import { isAwsRegion } from "./aws-regions.ts";
import { parseRequestTarget } from "./request-target.ts";
import { credentialScope } from "./signature/authorization.ts";

/** `sqs.eu-west-1.localhost:4566`, `bucket.s3.dualstack.eu-west-1.amazonaws.com`, `ID.lambda-url.eu-west-1.localhost`. */
const REGIONAL_HOST =
  /(?:^|\.)(?:s3(?:-website)?|sqs|lambda(?:-url)?|(?:sync-)?states|logs|mediaconvert|sts|ssm|secretsmanager|dynamodb|sns|events|kms)(?:[.-](?:fips|dualstack))*[.-]([a-z]{2}(?:-[a-z]+)+-\d)\./;

/** `/queue/eu-west-1/000000000000/jobs`: queue URLs of a region that the host does not name. */
const QUEUE_PATH = /^\/queue\/([a-z]{2}(?:-[a-z]+)+-\d)\/\d{12}\//;

/** The region of the endpoint that a request has come to, as far as its host names one. */
export function regionOfHost(host: string | undefined): string | undefined {
  const named = REGIONAL_HOST.exec((host ?? "").toLowerCase())?.[1];
  return named !== undefined && isAwsRegion(named) ? named : undefined;
}

/** The region that a queue's URL names, in its host or its path. */
export function regionOfQueueUrl(url: string): string | undefined {
  const [, host = "", path = ""] = /^https?:\/\/([^/]*)(\/.*)?$/.exec(url) ?? [];
  return regionOfPath(path) ?? regionOfHost(host);
}

function regionOfPath(path: string): string | undefined {
  const named = QUEUE_PATH.exec(path)?.[1];
  return named !== undefined && isAwsRegion(named) ? named : undefined;
}

function regionOfEndpoint(http: HttpRequest): string | undefined {
  const { rawPath, query } = parseRequestTarget(http.path);
  // A package's address is nobody's but ours, and has no signature.
  const ofDownload = rawPath.startsWith("/_lambda/") ? query.find(([name]) => name === "region")?.[1] : undefined;
  return regionOfHost(http.headers.host) ?? regionOfPath(rawPath) ?? ofDownload;
}

/** Where a request wants to be answered: where it is signed for, or else where its address leads. */
export function regionOfRequest(http: HttpRequest): string | undefined {
  return credentialScope(http)?.region ?? regionOfEndpoint(http);
}

/** Endpoints of one region take what is signed for it, and there is no endpoint where there is no region. */
export function checkSignedRegion(http: HttpRequest, home: string): Denial | undefined {
  const signed = credentialScope(http)?.region;
  if (signed === undefined) return undefined;
  const endpoint = regionOfEndpoint(http) ?? signed;
  if (signed === endpoint && (signed === home || isAwsRegion(signed))) return undefined;
  return {
    reason: "SignatureDoesNotMatch",
    message: `Credential should be scoped to a valid region, not '${signed}'.`,
  };
}
