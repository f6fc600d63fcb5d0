import type { RandomStreams } from "../clock/random-streams.ts";
import type { Hop } from "./hop.ts";

/** Latency of a hop: `medianMs` ± up to `jitterMs`, plus `perMebibyteMs` for the request's body. */
export interface Latency {
  readonly medianMs: number;
  readonly jitterMs?: number;
  readonly perMebibyteMs?: number;
}

/**
 * Modelled round-trip times inside one AWS region, in virtual milliseconds. They are round numbers chosen to look like
 * production's, not measurements; what matters is that they are the same in every run.
 */
const DEFAULTS: Readonly<Record<string, Latency>> = {
  s3: { medianMs: 15, jitterMs: 5, perMebibyteMs: 10 },
  sqs: { medianMs: 8, jitterMs: 2 },
  states: { medianMs: 20, jitterMs: 5 },
  lambda: { medianMs: 10, jitterMs: 3 },
  mediaconvert: { medianMs: 60, jitterMs: 20 },
  mysql: { medianMs: 1 },
  server: { medianMs: 5, jitterMs: 2 },
};
const ELSEWHERE: Latency = { medianMs: 1 };

export class LatencyModel {
  readonly #defaults: Readonly<Record<string, Latency>>;
  readonly #elsewhere: Latency;
  readonly #overrides = new Map<string, { readonly latency: Latency; used: boolean }>();
  readonly #sequences = new Map<string, number[]>();
  readonly #arrivals = new Map<string, number[]>();

  /** `instant`: hops take no time of their own, for a cloud that outside clients use. */
  constructor(model: "region" | "instant" = "region") {
    this.#defaults = model === "region" ? DEFAULTS : {};
    this.#elsewhere = model === "region" ? ELSEWHERE : { medianMs: 0 };
  }

  /** Sets the latency of `target`, or with `target operation` of one operation of it, from now on. */
  set(target: string, latency: Latency | number, operation?: string): void {
    const given = typeof latency === "number" ? { medianMs: latency } : latency;
    this.#overrides.set(keyOf(target, operation), { latency: given, used: false });
  }

  /** The next hops to `target` (of `operation`) take these milliseconds, in this order; later hops take the model's. */
  setNext(target: string, latenciesMs: readonly number[], operation?: string): void {
    this.#sequences.set(keyOf(target, operation), [...latenciesMs]);
  }

  /** The next hops to `target` (of `operation`) arrive at these instants (milliseconds since the epoch). */
  arriveAt(target: string, instantsMs: readonly number[], operation?: string): void {
    this.#arrivals.set(keyOf(target, operation), [...instantsMs]);
  }

  /** Milliseconds that `hop`, issued at `nowMs`, takes. */
  latencyMs(hop: Hop, random: RandomStreams, nowMs: number): number {
    const arrival = nextOf(this.#arrivals, hop);
    if (arrival !== undefined) {
      if (arrival < nowMs) {
        throw new RangeError(
          `${hop.source} → ${hop.target} ${hop.operation} was to arrive at ${new Date(arrival).toISOString()}, ` +
            `but it only starts at ${new Date(nowMs).toISOString()}; let the scenario begin earlier`,
        );
      }
      return arrival - nowMs;
    }
    const next = nextOf(this.#sequences, hop);
    if (next !== undefined) return next;
    const override = this.#overrides.get(keyOf(hop.target, hop.operation)) ?? this.#overrides.get(hop.target);
    if (override) override.used = true;
    const latency = override?.latency ?? this.#defaults[hop.target] ?? this.#elsewhere;
    const jitter = latency.jitterMs
      ? Math.round((random.stream(`latency/${hop.source}/${hop.target}`).next() * 2 - 1) * latency.jitterMs)
      : 0;
    const size = latency.perMebibyteMs ? Math.round(((hop.request?.bytes ?? 0) / 1048576) * latency.perMebibyteMs) : 0;
    return Math.max(0, latency.medianMs + jitter + size);
  }

  /** What was set and no hop has used yet; `left`: how many values of a list. */
  unused(): { readonly setting: "set" | "setNext" | "arriveAt"; readonly key: string; readonly left?: number }[] {
    const lists = [
      ["setNext", this.#sequences],
      ["arriveAt", this.#arrivals],
    ] as const;
    return [
      ...[...this.#overrides].flatMap(([key, { used }]) => (used ? [] : [{ setting: "set" as const, key }])),
      ...lists.flatMap(([setting, queues]) =>
        [...queues].flatMap(([key, { length: left }]) => (left === 0 ? [] : [{ setting, key, left }])),
      ),
    ];
  }
}

function nextOf(queues: Map<string, number[]>, hop: Hop): number | undefined {
  return (queues.get(keyOf(hop.target, hop.operation)) ?? queues.get(hop.target))?.shift();
}

function keyOf(target: string, operation: string | undefined): string {
  return operation === undefined ? target : `${target} ${operation}`;
}
