import { AwsError } from "../gateway/aws-error.ts";
import type { RoomDependencies } from "../room.ts";
import type { RegisteredFunction } from "./function-directory.ts";
import type { Invoker } from "./invoker.ts";
import { ASYNCHRONOUS_RETRY_DELAYS_MS, MAX_EVENT_AGE_MS, THROTTLE_BACKOFF_MS } from "./limits.ts";

/**
 * Invocations of type Event: accepted at once, run beside everything else, and repeated under the same request id. A
 * failed function gets two more attempts, after one and two minutes; a throttled one is tried for up to six hours.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class AsynchronousInvocations {
  readonly #deps: RoomDependencies;
  readonly #invoker: Invoker;

  constructor(deps: RoomDependencies, invoker: Invoker) {
    this.#deps = deps;
    this.#invoker = invoker;
  }

  /** The world waits for it to end. */
  accept(invoked: RegisteredFunction, payload: string, requestId: string): void {
    void this.#deps.clock.spawn(`asynchronous invocation ${requestId} of ${invoked.functionName}`, () =>
      this.#run(invoked, payload, requestId),
    );
  }

  async #run(invoked: RegisteredFunction, payload: string, requestId: string): Promise<void> {
    const { clock } = this.#deps;
    const acceptedAt = clock.now();
    let failures = 0;
    let backoffMs = THROTTLE_BACKOFF_MS.first;
    for (;;) {
      const outcome = await this.#attempt(invoked, payload, requestId);
      if (outcome === "ok") return;
      let delayMs: number | undefined;
      if (outcome === "failed") delayMs = ASYNCHRONOUS_RETRY_DELAYS_MS[failures++];
      else if (clock.now() + backoffMs <= acceptedAt + MAX_EVENT_AGE_MS) {
        delayMs = backoffMs;
        backoffMs = Math.min(backoffMs * 2, THROTTLE_BACKOFF_MS.longest);
      }
      if (delayMs === undefined) {
        const reason = outcome === "failed" ? "RetriesExhausted" : "EventAgeExceeded";
        return this.#discard(invoked, requestId, reason);
      }
      await clock.sleep(delayMs, `${invoked.functionName}: retry of an asynchronous invocation`);
    }
  }

  async #attempt(
    invoked: RegisteredFunction,
    payload: string,
    requestId: string,
  ): Promise<"ok" | "failed" | "throttled"> {
    try {
      const { functionError } = await this.#invoker.run(invoked, payload, requestId);
      return functionError ? "failed" : "ok";
    } catch (error) {
      if (error instanceof AwsError && (error.status === 429 || error.status >= 500)) return "throttled";
      throw error;
    }
  }

  #discard(invoked: RegisteredFunction, requestId: string, condition: string): void {
    this.#deps.network.trace.record({
      kind: "note",
      source: "lambda",
      message: `asynchronous invocation of ${invoked.functionName} given up: ${condition}`,
      detail: { requestId, condition },
    });
  }
}
