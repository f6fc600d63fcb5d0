import type { FunctionFailure } from "./function-failure.ts";
import { LOG_TAIL_BYTES } from "./limits.ts";

/** One event of a function's log. */
export interface LoggedMessage {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

/**
 * The log of one invocation as CloudWatch has it: START, what the function wrote, END, REPORT. In-process functions write
 * nothing; durations are the world's; what memory was used is not known, and said to be all.
 */
export class LogTail {
  readonly #requestId: string;
  readonly #memoryMegabytes: number;
  readonly #startedAt: number;
  readonly #messages: LoggedMessage[];
  /** Of the process that ran the function; `undefined` for an in-process function. */
  logStreamName: string | undefined;

  constructor(
    requestId: string,
    { memoryMegabytes, version }: { readonly memoryMegabytes: number; readonly version: string },
    startedAt: number,
  ) {
    this.#requestId = requestId;
    this.#memoryMegabytes = memoryMegabytes;
    this.#startedAt = startedAt;
    this.#messages = [{ timestamp: startedAt, message: `START RequestId: ${requestId} Version: ${version}` }];
  }

  /** Runtimes write line ends inside of one event as carriage returns. */
  add(line: string, timestamp: number): void {
    this.#messages.push({ timestamp, message: line.replaceAll("\r", "\n") });
  }

  /** All events in their order; the log has ended. */
  end(failure: FunctionFailure | undefined, now: number): readonly LoggedMessage[] {
    const id = this.#requestId;
    const ms = now - this.#startedAt;
    const memory = `Memory Size: ${this.#memoryMegabytes} MB\tMax Memory Used: ${this.#memoryMegabytes} MB`;
    if (failure) for (const line of platformLines(failure, id, now)) this.add(line, now);
    this.add(`END RequestId: ${id}`, now);
    this.add(
      `REPORT RequestId: ${id}\tDuration: ${ms.toFixed(2)} ms\tBilled Duration: ${Math.max(Math.ceil(ms), 1)} ms\t${memory}\t`,
      now,
    );
    return this.#messages;
  }
}

/** What the platform says of a failure that the function could not tell itself (seen in logs that users published). */
function platformLines({ errorType, errorMessage }: FunctionFailure, requestId: string, now: number): string[] {
  const message = errorMessage.replace(/^RequestId: \S+ Error: /, "");
  if (errorType === "Sandbox.Timedout") return [`${new Date(now).toISOString()} ${requestId} ${message}\n`];
  return errorType === "Runtime.ExitError" ? [`${errorMessage}\n${errorType}`] : [];
}

/** The last 4 KB in Base64. */
export function tailOf(messages: readonly LoggedMessage[]): string {
  return Buffer.from(messages.map(({ message }) => `${message}\n`).join(""))
    .subarray(-LOG_TAIL_BYTES)
    .toString("base64");
}
