import { FUNCTIONS, type LambdaName } from "../../../system/infrastructure.ts";
import type { Clock } from "../../clock/clock.ts";
import { RandomStream, RandomStreams } from "../../clock/random-streams.ts";
import { NotOnThisBackend } from "../../cloud/backends/not-on-this-backend.ts";
import { FaultPlan, type FaultRule } from "../../network/faults.ts";
import { type Latency, LatencyModel } from "../../network/latency.ts";
import type { ForeignSystem } from "./foreign-system.ts";

/** What happens inside foreign processes, and so is out of reach for a story. */
export interface Unsteerable {
  /** Names of random streams that belong to foreign processes: `server/trace-id`. */
  readonly isForeignStream: (name: string) => boolean;
  /** Whether hops to a target are the harness's own to delay and to break. */
  readonly isOurs: (target: string) => boolean;
}

/** Of a system of the user's own. */
export function unsteerableIn({ server, lambdas }: ForeignSystem): Unsteerable {
  const functions = (Object.keys(lambdas) as LambdaName[]).map((code): string => FUNCTIONS[code]);
  return {
    isForeignStream: (name) => (server !== undefined && name.startsWith("server/")) || functions.includes(name),
    isOurs: (target) => !server || target !== "push",
  };
}

class ForeignStream extends RandomStream {
  readonly #name: string;

  constructor(name: string) {
    super(0);
    this.#name = name;
  }

  override pin(): never {
    throw new NotOnThisBackend(`pins ids (${this.#name}) that a foreign process draws by itself`);
  }

  override pinIntegers(): never {
    throw new NotOnThisBackend(`pins numbers (${this.#name}) that a foreign process draws by itself`);
  }
}

/** Streams of which those of foreign processes cannot be pinned: nobody draws from them. */
export class ForeignStreams extends RandomStreams {
  readonly #isForeign: Unsteerable["isForeignStream"];

  constructor(seed: number, { isForeignStream }: Unsteerable) {
    super(seed);
    this.#isForeign = isForeignStream;
  }

  override stream(name: string): RandomStream {
    return this.#isForeign(name) ? new ForeignStream(name) : super.stream(name);
  }
}

/**
 * With a real clock hops take no modelled time; what a story adds is waited for, where the hop is ours. With a virtual one it is
 * as in other worlds.
 */
export class ForeignLatency extends LatencyModel {
  readonly #isOurs: Unsteerable["isOurs"];
  readonly #clock: Clock["kind"];

  constructor({ isOurs }: Unsteerable, clock: Clock["kind"]) {
    super(...(clock === "real" ? (["instant"] as const) : []));
    this.#isOurs = isOurs;
    this.#clock = clock;
  }

  override set(target: string, latency: Latency | number, operation?: string): void {
    this.#require(target);
    super.set(target, latency, operation);
  }

  override setNext(target: string, latenciesMs: readonly number[], operation?: string): void {
    this.#require(target);
    super.setNext(target, latenciesMs, operation);
  }

  override arriveAt(...[target, ...instants]: Parameters<LatencyModel["arriveAt"]>): void {
    if (this.#clock === "real") {
      throw new NotOnThisBackend(
        `needs virtual time: hops to ${target} arrive at given instants, and the clock is real`,
      );
    }
    this.#require(target);
    super.arriveAt(target, ...instants);
  }

  #require(target: string): void {
    if (!this.#isOurs(target)) throw new NotOnThisBackend(`sets latencies of ${target} inside a foreign process`);
  }
}

/** Faults strike where the harness carries the hop. */
export class ForeignFaults extends FaultPlan {
  readonly #isOurs: Unsteerable["isOurs"];

  constructor({ isOurs }: Unsteerable) {
    super();
    this.#isOurs = isOurs;
  }

  override arm(...[matches, fault, options]: Parameters<FaultPlan["arm"]>): FaultRule {
    const target = typeof matches === "function" ? undefined : matches.target;
    if (target !== undefined && !this.#isOurs(target)) {
      throw new NotOnThisBackend(`needs a fault inside a foreign process: ${fault.name}`);
    }
    return super.arm(matches, fault, options);
  }
}
