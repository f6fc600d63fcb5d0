import type { FunctionFailure } from "./function-failure.ts";
import { LOG_TAIL_BYTES } from "./limits.ts";

/**
 * The log of one invocation as CloudWatch has it: START, what the function wrote, END, REPORT. In-process functions write
 * nothing; durations are the world's; what memory was used is not known, and said to be all.
 */
export class LogTail {
  readonly #requestId: string;
  readonly #memoryMegabytes: number;
  readonly #startedAt: number;
  readonly #lines: string[];

  constructor(requestId: string, memoryMegabytes: number, startedAt: number) {
    this.#requestId = requestId;
    this.#memoryMegabytes = memoryMegabytes;
    this.#startedAt = startedAt;
    this.#lines = [`START RequestId: ${requestId} Version: $LATEST`];
  }

  add(line: string): void {
    this.#lines.push(line);
  }

  /** The last 4 KB in Base64. */
  end(failure: FunctionFailure | undefined, now: number): string {
    if (failure?.errorType === "Sandbox.Timedout") this.#lines.push(failure.errorMessage);
    const id = this.#requestId;
    const ms = now - this.#startedAt;
    const memory = `Memory Size: ${this.#memoryMegabytes} MB\tMax Memory Used: ${this.#memoryMegabytes} MB`;
    this.#lines.push(`END RequestId: ${id}`);
    this.#lines.push(
      `REPORT RequestId: ${id}\tDuration: ${ms.toFixed(2)} ms\tBilled Duration: ${Math.max(Math.ceil(ms), 1)} ms\t${memory}\t`,
    );
    return Buffer.from(`${this.#lines.join("\n")}\n`)
      .subarray(-LOG_TAIL_BYTES)
      .toString("base64");
  }
}
