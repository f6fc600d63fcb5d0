import type { Latency, LatencyModel } from "../../network/latency.ts";
import { requireKnown, StoryMistake, type StoryPlace, storyPlace } from "../../support/story-mistake.ts";
import { type HopTarget, hopTargets, type OperationsOf, type OwnNames } from "../names/hop-names.ts";
import { requireOperation } from "./story-faults.ts";

/** Whether a story also holds when what it set is never used. */
export interface Optional {
  readonly optional?: boolean;
}

type Setting = "set" | "setNext" | "arriveAt";

/** Latencies as a story sets them: names are checked, and what no hop used can be told. */
export class StoryLatency {
  readonly #model: LatencyModel;
  readonly #own: () => OwnNames;
  readonly #places = new Map<
    string,
    { readonly call: string; readonly place: StoryPlace; readonly optional: boolean }
  >();

  constructor(model: LatencyModel, own: () => OwnNames) {
    this.#model = model;
    this.#own = own;
  }

  /** Sets the latency of `target`, or of one operation of it, from now on. */
  set<T extends HopTarget>(
    target: T,
    latency: Latency | number,
    operation?: OperationsOf[T],
    options: Optional = {},
  ): void {
    const { medianMs, jitterMs = 0, perMebibyteMs = 0 } = typeof latency === "number" ? { medianMs: latency } : latency;
    this.#check("set", target, operation, [medianMs, jitterMs, perMebibyteMs]);
    this.#model.set(target, latency, operation);
    this.#remember("set", target, operation, options, this.set);
  }

  /** The next hops to `target` (of `operation`) take these milliseconds, in this order; later hops take the model's. */
  setNext<T extends HopTarget>(
    target: T,
    latenciesMs: readonly number[],
    operation?: OperationsOf[T],
    options: Optional = {},
  ): void {
    this.#check("setNext", target, operation, latenciesMs);
    this.#model.setNext(target, latenciesMs, operation);
    this.#remember("setNext", target, operation, options, this.setNext);
  }

  /** The next hops to `target` (of `operation`) arrive at these instants (milliseconds since the epoch). */
  arriveAt<T extends HopTarget>(
    target: T,
    instantsMs: readonly number[],
    operation?: OperationsOf[T],
    options: Optional = {},
  ): void {
    this.#check("arriveAt", target, operation, instantsMs);
    this.#model.arriveAt(target, instantsMs, operation);
    this.#remember("arriveAt", target, operation, options, this.arriveAt);
  }

  /** What no hop has used, with the line that set it. */
  unused(): { readonly what: string; readonly place: StoryPlace }[] {
    return this.#model.unused().flatMap(({ setting, key, left }) => {
      const set = this.#places.get(`${setting} ${key}`);
      if (!set || set.optional) return [];
      return [
        {
          what: left === undefined ? `${set.call}, of which no hop was` : `${set.call}: ${left} more`,
          place: set.place,
        },
      ];
    });
  }

  #check(setting: Setting, target: string, operation: string | undefined, numbers: readonly number[]): void {
    const call = `world.latency.${setting}`;
    const own = this.#own();
    requireKnown(call, "target", target, hopTargets(own));
    requireOperation(call, target, operation, own);
    if (numbers.length === 0) throw new StoryMistake(`${call}: the list for ${target} is empty and sets nothing.`);
    const wrong = numbers.find((number) => !(number >= 0 && Number.isFinite(number)));
    if (wrong !== undefined) throw new StoryMistake(`${call}: ${wrong} is no number of milliseconds.`);
  }

  #remember(
    setting: Setting,
    target: string,
    operation: string | undefined,
    { optional = false }: Optional,
    below: (...parameters: never[]) => unknown,
  ): void {
    const key = operation === undefined ? target : `${target} ${operation}`;
    this.#places.set(`${setting} ${key}`, { call: `latency.${setting} of ${key}`, place: storyPlace(below), optional });
  }
}
