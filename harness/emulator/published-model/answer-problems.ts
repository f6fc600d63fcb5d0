import { type PublishedModel, shapeOf } from "./published-model.ts";
import { shapeProblems } from "./shape-problems.ts";

/**
 * Errors that any operation may answer: those of AWS's service framework
 * (https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html), and our own for what is not emulated.
 */
export const COMMON_ERRORS: ReadonlySet<string> = new Set([
  "AccessDeniedException",
  "InvalidParameterValueException",
  "MissingRequiredParameterException",
  "NotImplemented",
  "SerializationException",
  "UnknownOperationException",
  "ValidationError",
  "ValidationException",
]);

/** An answer over awsJson. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What in an answer over awsJson contradicts the operation's model; an empty list when nothing does. */
export function answerProblems(model: PublishedModel, operation: string, { status, body }: JsonAnswer): string[] {
  const published = Object.hasOwn(model.operations, operation) ? model.operations[operation] : undefined;
  if (status === 200) {
    if (!published) return ["there is no such operation"];
    return published.output ? shapeProblems(model, published.output.shape, body) : [];
  }
  const { __type: type, ...error } = body as { readonly __type?: unknown };
  const code = typeof type === "string" ? (type.split("#")[1] ?? type) : "";
  const listed = published?.errors.find(({ shape }) => shape === code);
  if (listed) return shapeProblems(model, listed.shape, publishedMembers(model, listed.shape, error));
  return COMMON_ERRORS.has(code) ? [] : [`the error '${code}' is none of the operation's`];
}

/** Every error has a message on the wire; CloudWatch Logs does not say so of its errors. */
function publishedMembers(model: PublishedModel, name: string, error: Readonly<Record<string, unknown>>): unknown {
  const shape = shapeOf(model, name);
  if (shape.type !== "structure" || Object.hasOwn(shape.members, "message")) return error;
  const { message: _, ...rest } = error;
  return rest;
}
