import { AwsError } from "../../gateway/aws-error.ts";
import { readPublishedResults } from "../../published-model/published-results.ts";
import type { TaskResource } from "../definition/task-resource.ts";
import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import { type CheckedMode, resultProblem } from "./result-schema.ts";

/** Services that the models call otherwise than Step Functions does. */
const MODEL_NAMES: Readonly<Record<string, string>> = {
  states: "stepfunctions",
  sfn: "stepfunctions",
  eventbridge: "events",
  cloudwatchlogs: "logs",
};

/** What a `.sync` call polls: its mocked result is that operation's (AWS: Testing Activity, .sync, and .waitForTaskToken states). */
const POLLED: Readonly<Record<string, string>> = {
  "stepfunctions/StartExecution": "DescribeExecution",
  "mediaconvert/CreateJob": "GetJob",
  "ecs/RunTask": "DescribeTasks",
  "batch/SubmitJob": "DescribeJobs",
  "glue/StartJobRun": "GetJobRun",
  "athena/StartQueryExecution": "GetQueryExecution",
};

/**
 * Holds a Task's mocked result against the service's model. Not checked: Lambda functions by ARN, activities, callbacks,
 * and the services and operations that we keep no model of (AWS itself checks no HTTP, API Gateway and EKS mocks). Throws
 * ValidationException.
 */
export function checkMockedResult(resource: TaskResource, result: Json, mode: CheckedMode): void {
  if (resource.kind !== "service" || resource.resource.endsWith(".waitForTaskToken")) return;
  const name = resource.resourceType.replace(/^aws-sdk:/, "");
  const service = Object.hasOwn(MODEL_NAMES, name) ? (MODEL_NAMES[name] as string) : name;
  const results = readPublishedResults(service);
  if (!results) return;
  const [action = "", pattern] = resource.resource.split(".");
  const called = action.charAt(0).toUpperCase() + action.slice(1);
  const polled = `${service}/${called}`;
  const operation = pattern?.startsWith("sync") && Object.hasOwn(POLLED, polled) ? (POLLED[polled] as string) : called;
  const shape = Object.hasOwn(results.operations, operation) ? results.operations[operation] : undefined;
  if (!shape) return;
  // AWS's words for a Map with a ResultWriter; results of operations are objects too.
  if (!isObject(result)) throw new AwsError("ValidationException", "Mocked result must be a JSON object.");
  const checked = resource.resourceType === "lambda" ? withoutParsedPayload(result) : result;
  const problem = resultProblem(results, shape, checked, mode);
  if (problem !== undefined) {
    throw new AwsError("ValidationException", `Mock result schema validation error: ${problem}`);
  }
}

/** `lambda:invoke` shows the payload parsed, so it may be an object here (AWS: Basic mocking syntax), which the model calls a blob. */
function withoutParsedPayload(result: JsonObject): Json {
  if (!isObjectOrList(result.get("Payload"))) return result;
  return new Map([...result].filter(([name]) => name !== "Payload"));
}

function isObjectOrList(value: Json | undefined): boolean {
  return value !== undefined && (value === null || isObject(value) || isArray(value));
}
