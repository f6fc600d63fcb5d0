/** Services that never run a job for a Task, and those that never hand out its token (measured on AWS). */
const WITHOUT_SYNC = ["lambda", "sns", "sqs", "dynamodb", "events", "apigateway", "aws-sdk"];
const WITHOUT_TOKEN = [
  "athena",
  "batch",
  "codebuild",
  "databrew",
  "dynamodb",
  "elasticmapreduce",
  "emr-containers",
  "emr-serverless",
  "glue",
  "mediaconvert",
  "sagemaker",
];

/** Services with an optimised integration (https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html). */
const OPTIMISED: ReadonlySet<string> = new Set([
  ...WITHOUT_SYNC,
  ...WITHOUT_TOKEN,
  "bedrock",
  "ecs",
  "eks",
  "glue",
  "http",
  "states",
]);

/** Whether AWS knows the service and calls it in this pattern: as such, `.sync`, `.sync:2` or `.waitForTaskToken`. */
export function hasPattern({
  resourceType,
  resource,
}: {
  readonly resourceType: string;
  readonly resource: string;
}): boolean {
  const service = resourceType.split(":")[0] ?? "";
  if (!OPTIMISED.has(service)) return false;
  if (/\.sync$/.test(resource)) return !WITHOUT_SYNC.includes(service);
  if (/\.sync:2$/.test(resource)) return service === "states";
  return !(/\.waitForTaskToken$/.test(resource) && WITHOUT_TOKEN.includes(service));
}
