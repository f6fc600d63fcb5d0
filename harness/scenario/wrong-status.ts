import type { OperationEvent, Trace } from "../network/trace.ts";

/** Of a body: an answer of the server fits; a photo does not. */
const LONGEST_BODY = 2_000;

/**
 * The answer whose status a story did not expect: the last one of the server with that status, and its body, which says why.
 * Undefined where the two values are no statuses of HTTP.
 */
export function wrongStatusAnswer(expected: unknown, actual: unknown, trace: Trace): string | undefined {
  if (!isStatus(expected) || !isStatus(actual)) return undefined;
  const answer = trace
    .of("operation")
    .findLast((event) => event.target === "server" && event.outcome === String(actual));
  return answer && `${answer.operation} = ${actual}: ${bodyOf(answer, trace)}`;
}

function isStatus(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 599;
}

function bodyOf({ response }: OperationEvent, trace: Trace): string {
  const body = trace.body(response);
  if (body === undefined || body.length === 0) return "no body";
  if (body.includes(0)) return `${body.length} bytes`;
  const text = body.toString("utf8").trim();
  return text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY)} …` : text;
}
