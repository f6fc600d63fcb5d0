import { createHash } from "node:crypto";
import { callbackSignature } from "./callback-signature.ts";
import type { LogLine, RecordedInvocation, RecordedState, RecordedStep } from "./recorded-step.ts";

/** Chunking follows from the length: an answer without a length goes out in chunks, so only the length is compared. */
const RESPONSE_HEADERS = ["content-type", "x-request-id", "content-length"];

/**
 * Replaces derived values by the relation that they follow, in a recorded step and in ours: our photos have other
 * sizes, so such a number cannot be equal, but its relation to other values can.
 */
export function withRelations(step: RecordedStep): Readonly<Record<string, unknown>> {
  const { step: _, request: __, executionInput, ...rest } = step;
  const answers = [
    ...(step.response ? [answerLength(step.response)] : []),
    ...(step.callbacks ?? []).map(({ responseBody }) => Buffer.byteLength(responseBody)),
  ];
  return {
    ...rest,
    ...(step.response && { response: { ...step.response, headers: responseHeaders(step.response) } }),
    ...(step.serverLogs && { serverLogs: answerSizes(step.serverLogs, answers) }),
    ...(step.callbacks && { callbacks: step.callbacks.map(callbackRelations) }),
    ...(step.messages && {
      messages: step.messages.map((message) => ({
        ...message,
        MD5OfBody: named("the MD5 of the body", message.MD5OfBody, md5(message.Body)),
      })),
    }),
    ...(step.validate && { validate: invocationRelations(step.validate) }),
    ...(step.execution && { execution: executionRelations(step.execution) }),
    ...(executionInput && { executionInput }),
    ...(step.db && { db: { ...step.db, ...startTimes(step.db.media_processing_jobs) } }),
  };
}

function named(name: string, value: unknown, ofRelation: unknown): unknown {
  return value === ofRelation ? `<${name}>` : value;
}

/** The recording shows tokens shortened, so a sign-in's length is only known from its header. */
function answerLength({ headers, body }: { headers: Readonly<Record<string, string>>; body: string }): number {
  return body.includes("<token") ? Number(lowerCased(headers)["content-length"]) : Buffer.byteLength(body);
}

function responseHeaders(response: { headers: Readonly<Record<string, string>>; body: string }): LogLine {
  const headers = lowerCased(response.headers);
  const length = headers["content-length"];
  return Object.fromEntries(
    RESPONSE_HEADERS.filter((name) => headers[name] !== undefined).map((name) => [
      name,
      name === "content-length" ? named("the body's length", length, String(answerLength(response))) : headers[name],
    ]),
  );
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The access lines of a step are those of its answers, in order. */
function answerSizes(lines: readonly LogLine[], answers: readonly number[]): LogLine[] {
  let next = 0;
  return lines.map((line) => ({
    ...line,
    ...("size" in line && { size: named("the answer's length", line.size, answers[next++]) }),
    ...("user_agent" in line && { user_agent: userAgent(line.user_agent) }),
  }));
}

/** The recording's callback URL was http, a world's is https, where Go's client speaks HTTP/2. */
function userAgent(value: unknown): unknown {
  return value === "Go-http-client/1.1" || value === "Go-http-client/2.0" ? "<Go's HTTP client>" : value;
}

function callbackRelations(callback: NonNullable<RecordedStep["callbacks"]>[number]): LogLine {
  const headers = lowerCased(callback.headers);
  const { "content-type": type, "content-length": length } = lowerCased(callback.responseHeaders);
  return {
    ...callback,
    responseHeaders: { "content-type": type, "content-length": length },
    headers: {
      "content-type": headers["content-type"],
      "content-length": named("the body's length", headers["content-length"], String(Buffer.byteLength(callback.body))),
      "x-toq-signature": named("HMAC-SHA256 of the body", headers["x-toq-signature"], callbackSignature(callback.body)),
      "user-agent": userAgent(headers["user-agent"]),
      "accept-encoding": headers["accept-encoding"],
    },
  };
}

/** States are found under their machine, so that a rule can name both. */
function executionRelations({ trace, ...rest }: NonNullable<RecordedStep["execution"]>): LogLine {
  return { ...rest, [rest.stateMachine]: trace.map(stateRelations) };
}

function stateRelations(state: RecordedState): LogLine {
  return {
    ...state,
    ...(state.attempts && { attempts: state.attempts.map(invocationRelations) }),
    ...(state.branches && { branches: state.branches.map((branch) => branch.map(stateRelations)) }),
  };
}

function invocationRelations({ input, logs, ...rest }: RecordedInvocation): LogLine {
  return {
    ...rest,
    input,
    logs: logs.map((line) => ({
      ...line,
      ...("raw_event" in line && { raw_event: named("the input", line.raw_event, input) }),
      // The size as Go writes the input again, which differs from the input's own size by the members that Go adds and
      // omits.
      ...(typeof line.raw_input_size === "number" && {
        raw_input_size: `<the input's length> + ${line.raw_input_size - Buffer.byteLength(input)}`,
      }),
    })),
  };
}

/** Whether `started_at` is the callback's `startedAt`, rounded as a DATETIME rounds. */
function startTimes(jobs: readonly LogLine[] | undefined): LogLine {
  if (!jobs) return {};
  const relation = jobs.map(({ started_at, callback_body }) => {
    const startedAt = /"startedAt":"([^"]+)"/.exec(String(callback_body))?.[1];
    if (startedAt === undefined) return "no startedAt";
    const rounded = new Date(Math.round(Date.parse(startedAt) / 1000) * 1000).toISOString();
    return named("startedAt, rounded", started_at, rounded.slice(0, 19).replace("T", " "));
  });
  return { startTimes: relation };
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
