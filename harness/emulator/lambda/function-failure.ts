import { encodeGoJson } from "../../../system/go/json.ts";

/** Where a function's own code lies on AWS, as stacks of modules name it. */
const TASK_ROOT_URL = "file:///var/task/";
const FRAME = /^ {4}at /;

/** A failed invocation: HTTP 200 with `x-amz-function-error: Unhandled` and this payload. */
export interface FunctionFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly payload: string;
}

/** What a function's process reported of its failure, to be passed on byte for byte. */
export class ReportedFailure extends Error implements FunctionFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly payload: string;
  /** Whether the process is fit for further invocations. */
  readonly processGoesOn: boolean;

  constructor(payload: string, { processGoesOn = false } = {}) {
    const { errorType, errorMessage } = describedIn(payload);
    super(errorMessage);
    this.name = errorType;
    this.errorType = errorType;
    this.errorMessage = errorMessage;
    this.payload = payload;
    this.processGoesOn = processGoesOn;
  }
}

function describedIn(payload: string): { errorType: string; errorMessage: string } {
  const unknown = { errorType: "Unhandled", errorMessage: payload };
  try {
    const value: unknown = JSON.parse(payload);
    if (typeof value !== "object" || value === null || !("errorType" in value)) return unknown;
    const errorMessage = "errorMessage" in value ? String(value.errorMessage) : "";
    return { errorType: String(value.errorType), errorMessage };
  } catch {
    return unknown;
  }
}

/** The process ended instead of answering; `how` as AWS says it: `exit status 1`, `signal: killed`. */
export function runtimeExited(requestId: string, how: string): ReportedFailure {
  const reason =
    how === "exit status 0" ? "Runtime exited without providing a reason" : `Runtime exited with error: ${how}`;
  return reported("Runtime.ExitError", `RequestId: ${requestId} Error: ${reason}`);
}

/** A package without the program that a custom runtime is. */
export function noBootstrap(requestId: string): ReportedFailure {
  const places = "[/var/task/bootstrap /opt/bootstrap]";
  return reported(
    "Runtime.InvalidEntrypoint",
    `RequestId: ${requestId} Error: Couldn't find valid bootstrap(s): ${places}`,
  );
}

/**
 * The reason, in AWS's words, for which a custom runtime could not be executed, of how its process ended and of the line that the shell
 * which started it has left among `lines`; `undefined` when it ended by itself. Words: public reports, for example aws/aws-lambda-go#554.
 */
export function whyNotExecuted(how: string, lines: readonly string[]): string | undefined {
  if (how !== "exit status 126" && how !== "exit status 127") return undefined;
  const line = lines.find(isShellsWord) ?? "";
  if (/exec format error|cannot execute/i.test(line)) return "exec format error";
  if (/permission denied/i.test(line)) return "permission denied";
  // The interpreter of its first line, or its dynamic linker.
  return /not found|no such file/i.test(line) ? "no such file or directory" : undefined;
}

/** AWS starts it without a shell. */
export function isShellsWord(line: string): boolean {
  return /^sh: .*\.\/bootstrap: /.test(line);
}

/** A program that this system cannot execute: built for another processor, or without its interpreter. */
export function notExecuted(requestId: string, reason: string): ReportedFailure {
  return reported(
    "Runtime.InvalidEntrypoint",
    `RequestId: ${requestId} Error: fork/exec /var/task/bootstrap: ${reason}`,
  );
}

function reported(errorType: string, errorMessage: string): ReportedFailure {
  return new ReportedFailure(platformFailure(errorType, errorMessage).payload);
}

/**
 * The payload for what a handler (or a fault in its place) threw. Three shapes: the Go runtime's for errors that name
 * their `errorType`, an object with `errorType` as it is given, and Node's with `trace` for any other error.
 */
export function failureOf(thrown: unknown): FunctionFailure {
  if (thrown instanceof ReportedFailure) return thrown;
  if (thrown instanceof Error) {
    if ("errorType" in thrown && typeof thrown.errorType === "string") {
      const { errorType, message: errorMessage } = thrown;
      return { errorType, errorMessage, payload: encodeGoJson({ errorMessage, errorType }) };
    }
    const { name: errorType, message: errorMessage } = thrown;
    const payload = JSON.stringify({ errorType, errorMessage, trace: traceOf(thrown) });
    return { errorType, errorMessage, payload };
  }
  if (typeof thrown === "object" && thrown !== null && "errorType" in thrown) {
    const errorMessage = "errorMessage" in thrown ? String(thrown.errorMessage) : "";
    return { errorType: String(thrown.errorType), errorMessage, payload: JSON.stringify(thrown) };
  }
  const failure = { errorType: typeof thrown, errorMessage: String(thrown) };
  return { ...failure, payload: JSON.stringify({ ...failure, trace: [] }) };
}

/**
 * The stack as lines, with the frames of deployed code alone: the others are ours, and would tell where this checkout
 * lies and how its files are laid out.
 */
function traceOf({ stack = "" }: Error): readonly string[] {
  return stack.split("\n").filter((line) => !FRAME.test(line) || line.includes(TASK_ROOT_URL));
}

/** The function did not answer in its time. */
export function timedOut(requestId: string, timeoutSeconds: number): FunctionFailure {
  return platformFailure(
    "Sandbox.Timedout",
    `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  );
}

export function responseTooLarge(limit: number): FunctionFailure {
  return platformFailure(
    "Function.ResponseSizeTooLarge",
    `Response payload size exceeded maximum allowed payload size (${limit} bytes).`,
  );
}

function platformFailure(errorType: string, errorMessage: string): FunctionFailure {
  return { errorType, errorMessage, payload: JSON.stringify({ errorType, errorMessage }) };
}
