import { StateFailure } from "../execution/failure.ts";
import { Document } from "../json/document.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import { fromNative } from "../json/native.ts";
import { writeJson } from "../json/write.ts";
import { callAsTask, membersOf } from "./call-role.ts";
import type { Integration } from "./integration.ts";
import { optimisedFailure } from "./optimised-failure.ts";
import { sdkMetadata } from "./sdk-metadata.ts";

/**
 * `events:putEvents`: a Detail that is no text is sent as JSON; an entry that fails, fails the Task
 * (https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html).
 */
export const eventsPutEvents: Integration = {
  async call(request, run) {
    const members = membersOf(request);
    const entries = isObject(request.value) ? request.value.get("Entries") : undefined;
    if (entries !== undefined && isArray(entries)) {
      const { arn, machine } = run.thread.execution;
      members.Entries = entries.map((entry) => entryOf(entry, [arn, machine.arn]));
    }
    const answer = await callAsTask("events", "PutEvents", members, run).catch((error: unknown) => {
      throw optimisedFailure("EventBridge", "AmazonEventBridge", error);
    });
    if (answer.response.FailedEntryCount !== 0) {
      throw new StateFailure("EventBridge.FailedEntry", JSON.stringify(answer.response));
    }
    const result = Object.entries(answer.response).map(([name, member]): [string, Json] => [name, fromNative(member)]);
    return new Document(new Map<string, Json>([...result, ...sdkMetadata(answer)]));
  },
};

/** Execution and machine are among an event's resources. */
function entryOf(entry: Json, ours: readonly string[]): unknown {
  if (!isObject(entry)) return entry;
  const detail = entry.get("Detail");
  const resources = entry.get("Resources");
  const given = resources !== undefined && isArray(resources) ? resources.filter((one) => typeof one === "string") : [];
  const members = membersOf(new Document(entry));
  return {
    ...members,
    ...(detail !== undefined && typeof detail !== "string" && { Detail: writeJson(detail) }),
    Resources: [...given, ...ours],
  };
}
