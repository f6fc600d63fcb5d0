import { AwsError } from "../../gateway/aws-error.ts";
import { isObject, type Json, type JsonObject, numberOf } from "../json/json.ts";

type Kind = "string" | "number" | "any" | { readonly [field: string]: Kind };

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
const CONTEXT: { readonly [field: string]: Kind } = {
  Execution: {
    Id: "string",
    Input: "any",
    Name: "string",
    RoleArn: "string",
    StartTime: "string",
    RedriveCount: "number",
    RedriveTime: "string",
  },
  State: { EnteredTime: "string", Name: "string", RetryCount: "number" },
  StateMachine: { Id: "string", Name: "string" },
  Task: { Token: "string" },
  Map: { Item: { Index: "number", Key: "string", Value: "any", Source: "string" } },
};

/**
 * Holds the Context object that a caller of TestState gives against the one that AWS documents. That it is checked is
 * reported of recordings held back; the sentences are ours, after those about mocked results. Throws ValidationException.
 */
export function checkContext(context: JsonObject): void {
  const problem = problemIn(context, CONTEXT, "");
  if (problem !== undefined) {
    throw new AwsError("ValidationException", `Context object validation error: ${problem}`);
  }
}

function problemIn(object: JsonObject, fields: { readonly [field: string]: Kind }, place: string): string | undefined {
  for (const [name, value] of object) {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (kind === undefined) return `Field '${place}${name}' is not supported`;
    const problem = problemOf(value, kind, `${place}${name}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function problemOf(value: Json, kind: Kind, place: string): string | undefined {
  if (kind === "any") return undefined;
  if (kind === "string") return typeof value === "string" ? undefined : `Field '${place}' must be a string`;
  if (kind === "number") return numberOf(value) === undefined ? `Field '${place}' must be a number` : undefined;
  return isObject(value) ? problemIn(value, kind, `${place}.`) : `Field '${place}' must be an object`;
}
