import { Document } from "../json/document.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import { fromNative } from "../json/native.ts";
import { writeJson } from "../json/write.ts";
import { callAsTask, membersOf } from "./call-role.ts";
import type { Integration } from "./integration.ts";
import { optimisedFailure } from "./optimised-failure.ts";
import { sdkMetadata } from "./sdk-metadata.ts";

/** `sns:publish`: a Message that is no text is sent as JSON (https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html). */
export const snsPublish: Integration = {
  async call(request, run) {
    const members = membersOf(request);
    const message = isObject(request.value) ? request.value.get("Message") : undefined;
    if (message !== undefined && (isObject(message) || isArray(message))) members.Message = writeJson(message);
    const answer = await callAsTask("sns", "Publish", members, run).catch((error: unknown) => {
      throw optimisedFailure("SNS", "AmazonSNS", error, (code) => `${code}Exception`);
    });
    const result = Object.entries(answer.response).map(([name, member]): [string, Json] => [name, fromNative(member)]);
    return new Document(new Map<string, Json>([...result, ...sdkMetadata(answer)]));
  },
};
