import { isObject } from "../json/json.ts";
import type { Fields } from "./fields.ts";
import { sdkRequiredParameters } from "./sdk-required-parameters.ts";

/** What the optimised integrations cannot do without (measured on AWS). */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ["lambda:invoke", ["FunctionName"]],
  ["sqs:sendMessage", ["QueueUrl", "MessageBody"]],
  ["sns:publish", ["Message"]],
  ["dynamodb:putItem", ["TableName", "Item"]],
  ["dynamodb:getItem", ["TableName", "Key"]],
  ["dynamodb:updateItem", ["TableName", "Key"]],
  ["dynamodb:deleteItem", ["TableName", "Key"]],
  ["states:startExecution", ["StateMachineArn"]],
  ["events:putEvents", ["Entries"]],
  ["ecs:runTask", ["TaskDefinition"]],
  ["glue:startJobRun", ["JobName"]],
]);

const PATTERN = /\.(?:sync|sync:2|waitForTaskToken)$/;

/** An integration needs Parameters (in JSONata: Arguments), and in them what its service requires. */
export function checkIntegrationParameters(
  { resourceType, resource }: { readonly resourceType: string; readonly resource: string },
  arn: string,
  fields: Fields,
): void {
  const field = fields.inJsonata ? "Arguments" : "Parameters";
  const parameters = fields.get(field);
  if (parameters === undefined) {
    fields.problems.schema(`${field} field is required for resource ARN: ${arn}`, fields.location);
    return;
  }
  if (parameters === null || !isObject(parameters)) return;
  for (const name of requiredParameters(resourceType, resource.replace(PATTERN, ""))) {
    if (parameters.has(name) || (!fields.inJsonata && parameters.has(`${name}.$`))) continue;
    fields.problems.schema(`The field '${name}' is required but was missing`, fields.at(field));
  }
}

function requiredParameters(resourceType: string, action: string): readonly string[] {
  const [sdk, service] = resourceType.split(":");
  if (sdk === "aws-sdk") return sdkRequiredParameters(service ?? "", action);
  return REQUIRED.get(`${resourceType}:${action}`) ?? [];
}
