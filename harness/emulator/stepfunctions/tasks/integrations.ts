import { dynamoDbItem } from "./dynamodb-item.ts";
import { eventsPutEvents } from "./events-put-events.ts";
import type { Integration } from "./integration.ts";
import { lambdaInvoke } from "./lambda-invoke.ts";
import { mediaConvertCreateJob } from "./media-convert-create-job.ts";
import { sdkCall } from "./sdk-call.ts";
import { sdkService } from "./sdk-services.ts";
import { snsPublish } from "./sns-publish.ts";
import { sqsSendMessage } from "./sqs-send-message.ts";
import { statesStartExecution } from "./states-start-execution.ts";

const OPTIMISED: ReadonlyMap<string, Integration> = new Map([
  ["dynamodb:deleteItem", dynamoDbItem("DeleteItem")],
  ["dynamodb:getItem", dynamoDbItem("GetItem")],
  ["dynamodb:putItem", dynamoDbItem("PutItem")],
  ["dynamodb:updateItem", dynamoDbItem("UpdateItem")],
  ["events:putEvents", eventsPutEvents],
  ["lambda:invoke", lambdaInvoke],
  ["mediaconvert:createJob", mediaConvertCreateJob],
  ["sns:publish", snsPublish],
  ["sqs:sendMessage", sqsSendMessage],
  ["states:startExecution", statesStartExecution],
]);

/** What performs `resourceType:action`. */
export function integrationOf(resourceType: string, action: string): Integration {
  const optimised = OPTIMISED.get(`${resourceType}:${action}`);
  if (optimised) return optimised;
  const sdk = sdkService(resourceType);
  if (sdk) return sdkCall(sdk, action);
  throw new Error(`${resourceType}:${action} passed the definition's check, but nothing performs it.`);
}
