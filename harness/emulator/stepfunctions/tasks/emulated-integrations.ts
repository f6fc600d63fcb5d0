import { type IntegrationPattern, splitPattern } from "./integration.ts";
import { sdkService } from "./sdk-services.ts";

const CALLBACKS: readonly IntegrationPattern[] = ["request-response", "waitForTaskToken"];

/** Optimised integrations and the patterns in which AWS has them. */
const OPTIMISED: ReadonlyMap<string, readonly IntegrationPattern[]> = new Map<string, readonly IntegrationPattern[]>([
  ["dynamodb:deleteItem", ["request-response"]],
  ["dynamodb:getItem", ["request-response"]],
  ["dynamodb:putItem", ["request-response"]],
  ["dynamodb:updateItem", ["request-response"]],
  ["events:putEvents", CALLBACKS],
  ["lambda:invoke", CALLBACKS],
  ["sns:publish", CALLBACKS],
  ["sqs:sendMessage", CALLBACKS],
  ["states:startExecution", [...CALLBACKS, "sync", "sync:2"]],
  ["mediaconvert:createJob", ["request-response", "sync"]],
]);

/** Whether this room performs the integration in this pattern. */
export function isEmulatedIntegration(resourceType: string, resource: string): boolean {
  const { action, pattern } = splitPattern(resource);
  if (!resourceType.startsWith("aws-sdk:"))
    return OPTIMISED.get(`${resourceType}:${action}`)?.includes(pattern) ?? false;
  return CALLBACKS.includes(pattern) && (sdkService(resourceType)?.actions.has(action) ?? false);
}

/** Whether the Task's Context object has a token: it can be ended from outside (recorded: test_sync_with_task_token). */
export function hasTaskToken(resourceType: string, resource: string): boolean {
  const { pattern } = splitPattern(resource);
  return pattern === "waitForTaskToken" || (pattern !== "request-response" && resourceType === "states");
}
