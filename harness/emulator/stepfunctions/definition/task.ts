import type { Fields } from "./fields.ts";
import { checkIntegrationParameters } from "./integration-parameters.ts";
import { hasPattern } from "./integration-patterns.ts";
import type { TaskState } from "./machine.ts";
import { parseCallState, parseSeconds } from "./shared-fields.ts";
import { parseTaskResource, type TaskResource } from "./task-resource.ts";

const NEVER_CALLED: TaskResource = { kind: "function", functionArn: "" };

export function parseTask(name: string, fields: Fields): TaskState {
  return {
    type: "Task",
    ...parseCallState(name, fields),
    resource: parseResource(name, fields),
    credentials: parseCredentials(fields),
    ...parseLimits(fields),
  };
}

/** "HeartbeatSeconds … must be smaller than TimeoutSeconds" (https://states-language.net/#task-state, Timeouts and Heartbeats). */
export const HEARTBEAT_TOO_LONG = "HeartbeatSeconds must be smaller than TimeoutSeconds";

function parseLimits(fields: Fields): Pick<TaskState, "timeoutSeconds" | "heartbeatSeconds"> {
  const timeoutSeconds = parseSeconds(fields, "TimeoutSeconds");
  const heartbeatSeconds = parseSeconds(fields, "HeartbeatSeconds");
  if (typeof timeoutSeconds === "number" && typeof heartbeatSeconds === "number" && heartbeatSeconds >= timeoutSeconds)
    fields.problems.schema(HEARTBEAT_TOO_LONG, fields.location);
  return { timeoutSeconds, heartbeatSeconds };
}

/** `{ "RoleArn": … }` (recorded: test_invalid_credentials_field). */
function parseCredentials(fields: Fields): TaskState["credentials"] {
  const credentials = fields.object("Credentials");
  if (!credentials) return undefined;
  if (!credentials.has("RoleArn") && !(credentials.has("RoleArn.$") && !fields.inJsonata)) {
    fields.problems.schema("The field 'RoleArn' is required but was missing", fields.at("Credentials"));
    return undefined;
  }
  return fields.inJsonata
    ? { template: undefined, jsonata: fields.jsonataTemplate("Credentials") }
    : { template: fields.template("Credentials"), jsonata: undefined };
}

function parseResource(name: string, fields: Fields): TaskResource {
  fields.require("Resource");
  const text = fields.text("Resource");
  if (text === undefined) return NEVER_CALLED;
  if (!text.startsWith("arn:")) {
    fields.problems.schema("Value is not a valid resource ARN", fields.at("Resource"));
    return NEVER_CALLED;
  }
  const resource = parseTaskResource(text);
  if (!resource || (resource.kind === "service" && !hasPattern(resource))) {
    fields.problems.schema(
      `The resource provided ${text} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
      fields.at("Resource"),
    );
    return NEVER_CALLED;
  }
  if (resource.kind === "service") checkIntegrationParameters(resource, text, fields);
  if (resource.kind === "activity" && fields.has("Credentials")) {
    fields.problems.schema("The field 'Credentials' is not supported for activities", fields.location);
  }
  fields.problems.noteCall(name, resource, `The task resource ${text} is not emulated.`);
  return resource;
}
