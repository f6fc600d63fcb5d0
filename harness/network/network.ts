import type { Clock } from "../clock/clock.ts";
import type { RandomStreams } from "../clock/random-streams.ts";
import type { BodyReference } from "./bodies.ts";
import { withCause } from "./cause.ts";
import { type Deadline, withinDeadline } from "./deadline.ts";
import { errorOfFault, type Fault, type FaultPlan } from "./faults.ts";
import type { Hop } from "./hop.ts";
import type { LatencyModel } from "./latency.ts";
import type { OperationEvent, Trace } from "./trace.ts";

/** The outcome of a hop as the trace shows it. `summary` may add what only the callee knows (status, body). */
export interface Outcome {
  readonly outcome: string;
  readonly error?: string;
  readonly response?: BodyReference;
  /** Of the answer, where the hop is HTTP; told to `onEnd` and no part of the trace. */
  readonly status?: number;
}

/** Is told of a hop that has ended. */
export type HopWatch = (event: OperationEvent, outcome: Outcome) => void;

/**
 * The only place where hops become operations: time passes here, events are recorded here, faults strike here.
 */
export class Network {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly faults: FaultPlan;
  readonly latency: LatencyModel;
  readonly #random: RandomStreams;
  readonly #onEnd: HopWatch | undefined;

  constructor(parts: {
    clock: Clock;
    trace: Trace;
    faults: FaultPlan;
    latency: LatencyModel;
    random: RandomStreams;
    onEnd?: HopWatch | undefined;
  }) {
    this.clock = parts.clock;
    this.trace = parts.trace;
    this.faults = parts.faults;
    this.latency = parts.latency;
    this.#random = parts.random;
    this.#onEnd = parts.onEnd;
  }

  /**
   * Carries one hop: the request travels for the modelled latency, `perform` runs at the callee (it may itself take
   * virtual time), and the outcome is recorded. `summarise` reads the outcome from the result; a thrown error's own
   * `code` or `name` is its outcome. With a `deadline` the callee is abandoned when it passes; `perform` receives its
   * instant.
   */
  async operation<T>(
    hop: Hop,
    perform: (expiresAt: number) => Promise<T> | T,
    summarise?: (result: T) => Outcome,
    deadline?: Deadline,
  ): Promise<T> {
    const event = this.begin(hop);
    const label = `${hop.source} → ${hop.target} ${hop.operation}`;
    try {
      const latencyMs = this.latencyMs(hop);
      // In virtual time even an instant hop takes its turn in the order of deliveries.
      if (latencyMs > 0 || this.clock.kind === "virtual") await this.clock.sleep(latencyMs, label);
      const fault = this.faults.strike(hop);
      if (fault) event.fault = fault.name;
      const arrive = async (expiresAt: number): Promise<T> => this.#perform(fault, () => perform(expiresAt), label);
      const result = await withCause(event.sequence, () =>
        deadline ? withinDeadline(this.clock, label, deadline, arrive) : arrive(Number.POSITIVE_INFINITY),
      );
      this.#end(event, summarise?.(result) ?? { outcome: "ok" });
      return result;
    } catch (error) {
      this.#end(event, outcomeOfError(error));
      throw error;
    }
  }

  /** Milliseconds that this hop takes by the model, drawn now. */
  latencyMs(hop: Hop): number {
    return this.latency.latencyMs(hop, this.#random, this.clock.now());
  }

  /** Records a hop that takes its time elsewhere (an SQL statement runs as real work on the clock). */
  begin(hop: Hop): OperationEvent {
    return this.trace.record({ kind: "operation", ...hop }) as OperationEvent;
  }

  end(event: OperationEvent, outcome: Outcome): void {
    this.#end(event, outcome);
  }

  async #perform<T>(fault: Fault | undefined, perform: () => Promise<T> | T, label: string): Promise<T> {
    if (!fault) return perform();
    if (fault.delayMs) await this.clock.sleep(fault.delayMs, `fault ${fault.name}: ${label}`);
    // A lost answer differs from a lost request: the callee has acted, and only the caller does not know.
    const answer = fault.after === "perform" ? { value: await perform() } : undefined;
    if (fault.error !== undefined) throw errorOfFault(fault.error);
    if (fault.result !== undefined) return fault.result() as T;
    return answer ? answer.value : perform();
  }

  #end(event: OperationEvent, outcome: Outcome): void {
    event.durationMs = this.clock.now() - event.at;
    event.outcome = outcome.outcome;
    if (outcome.error !== undefined) event.error = outcome.error;
    if (outcome.response !== undefined) event.response = outcome.response;
    this.#onEnd?.(event, outcome);
  }
}

function outcomeOfError(error: unknown): Outcome {
  if (!(error instanceof Error)) return { outcome: "error", error: String(error) };
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return { outcome: code, error: error.message };
}
