import { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import { fromNative } from "../json/native.ts";
import { callAsTask, membersOf } from "./call-role.ts";
import type { Integration } from "./integration.ts";
import { optimisedFailure } from "./optimised-failure.ts";
import { sdkMetadata } from "./sdk-metadata.ts";

/**
 * `dynamodb:getItem` and its like (https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html): values as the wire spells them, errors
 * as the first Java SDK does, which has no class for ValidationException.
 */
export function dynamoDbItem(operation: "GetItem" | "PutItem" | "UpdateItem" | "DeleteItem"): Integration {
  return {
    async call(request, run) {
      const answer = await callAsTask("dynamodb", operation, membersOf(request), run).catch((error: unknown) => {
        throw optimisedFailure("DynamoDB", "AmazonDynamoDBv2", error, (code) =>
          code === "ValidationException" ? "AmazonDynamoDBException" : code,
        );
      });
      const members = Object.entries(answer.response)
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([name, member]): [string, Json] => [name, fromNative(member)]);
      return new Document(new Map<string, Json>([...members, ...sdkMetadata(answer)]));
    },
  };
}
