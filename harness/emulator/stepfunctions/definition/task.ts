import { AwsError } from "../../gateway/aws-error.ts";
import { isEmulated, parseTaskResource, type TaskResource } from "../tasks/task-resource.ts";
import type { Fields } from "./fields.ts";
import type { TaskState } from "./machine.ts";
import { parseCallState, parseSeconds } from "./shared-fields.ts";

const NEVER_CALLED: TaskResource = { kind: "function", functionArn: "" };

export function parseTask(name: string, fields: Fields): TaskState {
  if (fields.has("Credentials")) {
    throw new AwsError("NotImplemented", `Credentials (state '${name}') are not emulated.`, { status: 501 });
  }
  return {
    type: "Task",
    ...parseCallState(name, fields),
    resource: parseResource(name, fields),
    timeoutSeconds: parseSeconds(fields, "TimeoutSeconds"),
    heartbeatSeconds: parseSeconds(fields, "HeartbeatSeconds"),
  };
}

function parseResource(name: string, fields: Fields): TaskResource {
  if (!fields.require("Resource")) return NEVER_CALLED;
  const text = fields.text("Resource");
  if (text === undefined) return NEVER_CALLED;
  const resource = parseTaskResource(text);
  if (resource) {
    if (!isEmulated(resource)) fields.problems.notEmulated(name, `The task resource ${text} is not emulated.`);
    return resource;
  }
  fields.problems.schema(
    `The resource provided ${text} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
    fields.at("Resource"),
  );
  return NEVER_CALLED;
}
