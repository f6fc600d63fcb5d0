import type { ServiceName } from "../../room.ts";
import type { Document } from "../json/document.ts";
import { isArray, isObject } from "../json/json.ts";
import { writeJson } from "../json/write.ts";
import { membersOf } from "./call-role.ts";

/** Members that hold JSON in a text. */
const JSON_TEXTS: ReadonlyMap<ServiceName, readonly string[]> = new Map([
  ["states", ["Context", "Definition", "Input", "Output", "Variables"]],
]);

/**
 * The members of an SDK integration's request; an object where the service takes JSON in a text is written as one, numbers
 * and order kept (deployed definitions give `aws-sdk:sfn:startSyncExecution` an object as Input).
 * An object's Body is JSON too: a text is stored with its quotes (reported of recordings of putObject held back).
 */
export function sdkRequest(service: ServiceName, request: Document): Record<string, unknown> {
  const members = membersOf(request);
  for (const name of JSON_TEXTS.get(service) ?? []) {
    const member = isObject(request.value) ? request.value.get(name) : undefined;
    if (member !== undefined && (isObject(member) || isArray(member))) members[name] = writeJson(member);
  }
  const body = isObject(request.value) ? request.value.get("Body") : undefined;
  if (service === "s3" && typeof body === "string") members.Body = writeJson(body);
  return members;
}
