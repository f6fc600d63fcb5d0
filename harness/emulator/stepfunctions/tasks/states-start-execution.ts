import { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import { callAsTask, membersOf } from "./call-role.ts";
import type { Integration } from "./integration.ts";
import { followExecution } from "./nested-execution.ts";
import { sdkMetadata } from "./sdk-metadata.ts";
import { statesFailure } from "./states-failure.ts";

/**
 * `states:startExecution`: an Input that is no text is sent as JSON, and one that is null as an empty object (recorded:
 * test_start_execution) (https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html).
 */
export const statesStartExecution: Integration = {
  async call(request, run) {
    const members = { Input: "{}", ...membersOf(request) };
    const answer = await callAsTask("states", "StartExecution", members, run).catch((error: unknown) => {
      throw statesFailure(error);
    });
    const { ExecutionArn, StartDate } = answer.response;
    return new Document(
      new Map<string, Json>([
        ["ExecutionArn", String(ExecutionArn)],
        ...sdkMetadata(answer),
        ["StartDate", Math.round(Number(StartDate) * 1000)],
      ]),
    );
  },
  follow: followExecution,
};
