import type { z } from "zod";
import { AwsError } from "../gateway/aws-error.ts";
import { toCamelCase } from "../gateway/member-case.ts";
import { NOT_EMULATED } from "./settings/enumerated.ts";
import { IS_REQUIRED } from "./settings/video.ts";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * The first thing that is wrong with a request, in AWS's form where it is known (README): pointers are in camel case and
 * begin inside `settings`.
 */
export function refusalOf(error: z.ZodError): AwsError {
  const [issue] = error.issues.map(deepest);
  if (!issue) throw new Error("a request was refused, but nothing is wrong with it");
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.map((name) => Object.keys(toCamelCase({ [name]: 0 }) as object)[0]);
    return notEmulated(`${pointer(issue.path)}: ${names.join(", ")} ${NOT_EMULATED}`);
  }
  if (issue.message.includes(NOT_EMULATED)) return notEmulated(`${pointer(issue.path)}: ${issue.message}`);
  return new AwsError("BadRequestException", wording(issue));
}

/** `/outputGroups/0/outputs/0`; `/` is the request itself. */
export function pointer(path: Path): string {
  const inside = path[0] === "Settings" ? path.slice(1) : path;
  return `/${inside.map(spelled).join("/")}`;
}

function spelled(part: PropertyKey): string {
  return typeof part === "string" ? part.charAt(0).toLowerCase() + part.slice(1) : String(part);
}

function wording(issue: Issue): string {
  if (isMissing(issue)) {
    return `${pointer(issue.path.slice(0, -1))}: ${spelled(issue.path.at(-1) ?? "request")} ${IS_REQUIRED}`;
  }
  if (issue.code === "too_small" && issue.origin === "array") {
    return `${pointer(issue.path)}: Should have at least ${issue.minimum} items`;
  }
  return `${pointer(issue.path)}: ${issue.message}`;
}

function isMissing(issue: Issue): boolean {
  // A form's name that is there and unknown has been told as not emulated.
  if (issue.message === IS_REQUIRED || (issue.code === "invalid_union" && "discriminator" in issue)) return true;
  return (issue.code === "invalid_type" || issue.code === "invalid_value") && issue.input === undefined;
}

/** Of a choice between forms, what is wrong with the form that comes nearest. */
function deepest(issue: Issue): Issue {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
  const [nearest] = issue.errors.flat().sort((a, b) => b.path.length - a.path.length);
  return nearest ? deepest({ ...nearest, path: [...issue.path, ...nearest.path] }) : issue;
}

function notEmulated(message: string): AwsError {
  return new AwsError("NotImplemented", message, { status: 501 });
}
