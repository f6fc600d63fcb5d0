import type { FunctionFailure } from "./function-failure.ts";
import type { Logging } from "./functions/logging.ts";
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
  /** The least level of the platform's own events in JSON; `undefined`: all is text. */
  readonly #systemLevel: string | undefined;
  readonly #messages: LoggedMessage[] = [];
  /** Of the process that ran the function; `undefined` for an in-process function. */
  logStreamName: string | undefined;

  constructor(
    requestId: string,
    { memoryMegabytes, version }: { readonly memoryMegabytes: number; readonly version: string },
    logging: Pick<Logging, "LogFormat" | "SystemLogLevel">,
    startedAt: number,
  ) {
    this.#requestId = requestId;
    this.#memoryMegabytes = memoryMegabytes;
    this.#startedAt = startedAt;
    this.#systemLevel = logging.LogFormat === "JSON" ? (logging.SystemLogLevel ?? "INFO") : undefined;
    if (this.#systemLevel === undefined) this.add(`START RequestId: ${requestId} Version: ${version}`, startedAt);
    else this.#addEvent("INFO", "platform.start", { requestId, version }, startedAt);
  }

  /** Runtimes write line ends inside of one event as carriage returns. */
  add(line: string, timestamp: number): void {
    this.#messages.push({ timestamp, message: line.replaceAll("\r", "\n") });
  }

  /** All events in their order; the log has ended. */
  end(failure: FunctionFailure | undefined, now: number): readonly LoggedMessage[] {
    const id = this.#requestId;
    const ms = now - this.#startedAt;
    if (this.#systemLevel !== undefined) return this.#endInJson(failure, ms, now);
    const memory = `Memory Size: ${this.#memoryMegabytes} MB\tMax Memory Used: ${this.#memoryMegabytes} MB`;
    if (failure) for (const line of platformLines(failure, id, now)) this.add(line, now);
    this.add(`END RequestId: ${id}`, now);
    this.add(
      `REPORT RequestId: ${id}\tDuration: ${ms.toFixed(2)} ms\tBilled Duration: ${Math.max(Math.ceil(ms), 1)} ms\t${memory}\t`,
      now,
    );
    return this.#messages;
  }

  /** The platform's events: https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html */
  #endInJson(failure: FunctionFailure | undefined, ms: number, now: number): readonly LoggedMessage[] {
    const requestId = this.#requestId;
    const status = failure ? (failure.errorType === "Sandbox.Timedout" ? "timeout" : "error") : "success";
    const metrics = {
      durationMs: ms,
      billedDurationMs: Math.max(Math.ceil(ms), 1),
      memorySizeMB: this.#memoryMegabytes,
      maxMemoryUsedMB: this.#memoryMegabytes,
    };
    const failed = failure && { errorType: failure.errorType };
    this.#addEvent(failure ? "WARN" : "DEBUG", "platform.runtimeDone", { requestId, status, ...failed }, now);
    this.#addEvent(failure ? "WARN" : "INFO", "platform.report", { requestId, metrics, status, ...failed }, now);
    return this.#messages;
  }

  #addEvent(level: keyof typeof LEVELS, type: string, record: object, timestamp: number): void {
    if (LEVELS[level] < (LEVELS[this.#systemLevel as keyof typeof LEVELS] ?? LEVELS.INFO)) return;
    const message = JSON.stringify({ time: new Date(timestamp).toISOString(), type, record });
    this.#messages.push({ timestamp, message });
  }
}

/** System log levels: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */
const LEVELS = { DEBUG: 0, INFO: 1, WARN: 2 };

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
