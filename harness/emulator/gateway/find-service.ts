import type { HttpRequest } from "../../network/http.ts";
import { queryParameter } from "./query-members.ts";
import { parseRequestTarget } from "./request-target.ts";
import { credentialScope } from "./signature/authorization.ts";

const TARGET_PREFIXES: Readonly<Record<string, string>> = {
  AmazonSQS: "sqs",
  AWSStepFunctions: "states",
  Logs_20140328: "logs",
  AmazonSSM: "ssm",
  secretsmanager: "secretsmanager",
  DynamoDB_20120810: "dynamodb",
  // Signed for dynamodb, but an API of its own, which is not here.
  DynamoDBStreams_20120810: "dynamodbstreams",
  AWSEvents: "events",
  TrentService: "kms",
};

/** Services of the query protocol, by the version of their API; unsigned requests (AssumeRoleWithWebIdentity) name no scope. */
const QUERY_VERSIONS: Readonly<Record<string, string>> = {
  "2010-03-31": "sns",
  "2010-05-08": "iam",
  "2011-06-15": "sts",
  "2012-11-05": "sqs",
};

/** Versions of Lambda's REST API by date: functions, aliases, concurrency, event invoke configuration … */
const LAMBDA_PATH =
  /^\/20(14-11-13|15-03-31|16-08-19|17-03-31|17-10-31|18-10-31|19-09-25|19-09-30|20-04-22|20-06-30|21-07-20|21-10-31|21-11-15|24-08-31|25-11-30|25-12-01|26-07-09)\//;
const MEDIACONVERT_PATH = /^\/2017-08-29\//;

const FUNCTION_URL_HOST = /^[a-z0-9]{32}\.lambda-url\./i;

/**
 * The service a request is for, in credential-scope spelling. The order matters: a target header is explicit; the signer's
 * scope settles paths that could also be a bucket; what nothing else claims is S3, whose paths are free.
 */
export function findService(http: HttpRequest): string {
  // A function's URL is the function's, whatever is sent to it.
  if (FUNCTION_URL_HOST.test(http.headers.host ?? "")) return "lambda";
  const prefix = http.headers["x-amz-target"]?.split(".")[0];
  if (prefix !== undefined && Object.hasOwn(TARGET_PREFIXES, prefix)) return TARGET_PREFIXES[prefix] ?? prefix;
  const scope = credentialScope(http)?.service;
  if (scope !== undefined) return scope;
  const { rawPath } = parseRequestTarget(http.path);
  if (LAMBDA_PATH.test(rawPath) || rawPath.startsWith("/_lambda/")) return "lambda";
  if (MEDIACONVERT_PATH.test(rawPath)) return "mediaconvert";
  const version = queryParameter(http, "Action") === undefined ? undefined : queryParameter(http, "Version");
  return (version !== undefined && Object.hasOwn(QUERY_VERSIONS, version) && QUERY_VERSIONS[version]) || "s3";
}
