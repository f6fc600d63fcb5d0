import { AwsError } from "../gateway/aws-error.ts";
import type { RoomDependencies } from "../room.ts";
import type { Destinations } from "./event-invoke/destinations.ts";
import type { EventInvokeConfig } from "./event-invoke/event-invoke-config.ts";
import type { EndCondition, EndedInvocation } from "./event-invoke/invocation-record.ts";
import type { RegisteredFunction } from "./functions/lambda-function.ts";
import type { InvocationResult, Invoker } from "./invoker.ts";
import { ASYNCHRONOUS_RETRY_DELAYS_MS, MAX_EVENT_AGE_MS, THROTTLE_BACKOFF_MS } from "./limits.ts";

/** One event on its way to its function. */
export interface Event {
  readonly invoked: RegisteredFunction;
  readonly invokedArn: string;
  readonly payload: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly acceptedAt: number;
  /** Attempts so far, and those of them in which the function failed. */
  attempts: number;
  failures: number;
}

/**
 * Invocations of type Event: accepted at once, run beside everything else, and repeated under the same request id. A
 * failed function gets two more attempts, after one and two minutes; a throttled one is tried for up to six hours. The
 * function's EventInvokeConfig may ask for fewer attempts and a shorter time, and names who is told of the end.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class AsynchronousInvocations {
  readonly #deps: RoomDependencies;
  readonly #invoker: Invoker;
  readonly #destinations: Destinations;

  /** Told of events that are accepted, tried and ended, when they outlive the process. */
  changes: { readonly event: (event: Event) => void; readonly ended: (requestId: string) => void } | undefined;

  constructor(deps: RoomDependencies, invoker: Invoker, destinations: Destinations) {
    this.#deps = deps;
    this.#invoker = invoker;
    this.#destinations = destinations;
  }

  /** The world waits for it to end. */
  accept(invoked: RegisteredFunction, invokedArn: string, payload: string, requestId: string): void {
    const acceptedAt = this.#deps.clock.now();
    this.resume({ invoked, invokedArn, payload, requestId, acceptedAt, attempts: 0, failures: 0 });
  }

  /** Goes on with an event; an attempt that a restart has interrupted is made again. */
  resume(event: Event): void {
    this.changes?.event(event);
    const name = `asynchronous invocation ${event.requestId} of ${event.invoked.functionName}`;
    void this.#deps.clock.spawn(name, () => this.#run(event));
  }

  async #run(event: Event): Promise<void> {
    const { clock } = this.#deps;
    const config = configOf(event);
    const delays = ASYNCHRONOUS_RETRY_DELAYS_MS.slice(0, config?.maximumRetryAttempts);
    const maximumAgeMs =
      config?.maximumEventAgeSeconds === undefined ? MAX_EVENT_AGE_MS : config.maximumEventAgeSeconds * 1000;
    let backoffMs = THROTTLE_BACKOFF_MS.first;
    for (;;) {
      const result = await this.#attempt(event);
      const attempts = ++event.attempts;
      const end = (condition: EndCondition) => this.#end(event, config, { condition, attempts, result });
      if (result && !result.functionError) return end("Success");
      if (!result && event.invoked.all.reservedConcurrency === 0) return end("ZeroReservedConcurrency");
      const delayMs = result ? delays[event.failures++] : backoffMs;
      if (!result) backoffMs = Math.min(backoffMs * 2, THROTTLE_BACKOFF_MS.longest);
      if (delayMs === undefined) return end("RetriesExhausted");
      this.changes?.event(event);
      if (clock.now() + delayMs > event.acceptedAt + maximumAgeMs) return end("EventAgeExceeded");
      await clock.sleep(delayMs, `${event.invoked.functionName}: retry of an asynchronous invocation`);
    }
  }

  /** `undefined`: throttled, or the service was not there. */
  async #attempt({ invoked, invokedArn, payload, requestId }: Event): Promise<InvocationResult | undefined> {
    try {
      return await this.#invoker.run(invoked, payload, requestId, { invokedArn });
    } catch (error) {
      if (error instanceof AwsError && (error.status === 429 || error.status >= 500)) return undefined;
      throw error;
    }
  }

  async #end(
    { invoked, invokedArn, payload, requestId }: Event,
    config: EventInvokeConfig | undefined,
    how: Pick<EndedInvocation, "condition" | "attempts" | "result">,
  ): Promise<void> {
    if (how.condition !== "Success") {
      this.#deps.network.trace.record({
        kind: "note",
        source: "lambda",
        message: `asynchronous invocation of ${invoked.functionName} given up: ${how.condition}`,
        detail: { requestId, condition: how.condition },
      });
    }
    this.changes?.ended(requestId);
    const deadLetterArn = invoked.process?.deployed.configuration.deadLetterArn;
    await this.#destinations.tell(
      { requestId, invokedArn, role: invoked.role, payload, ...how },
      config,
      deadLetterArn,
      (...next) => this.accept(...next, this.#invoker.newRequestId()),
    );
  }
}

/** That of the version or alias that was invoked. */
function configOf({ invoked, invokedArn }: Event): EventInvokeConfig | undefined {
  const { functionArn, eventInvokeConfigs } = invoked.all;
  const qualifier = invokedArn.startsWith(`${functionArn}:`) ? invokedArn.slice(functionArn.length + 1) : "$LATEST";
  return eventInvokeConfigs.get(qualifier);
}
