import type { ShownEvent } from "../model/shown-event.ts";

/** Causes up and effects down, by the events' indices. */
export class Causality {
  readonly #events: readonly ShownEvent[];
  readonly #indices = new Map<number, number>();
  readonly #effects = new Map<number, number[]>();
  readonly #depths: number[] = [];

  constructor(events: readonly ShownEvent[]) {
    this.#events = events;
    for (const [index, { sequence }] of events.entries()) this.#indices.set(sequence, index);
    for (const [index, { cause }] of events.entries()) {
      const from = this.#indices.get(cause);
      if (from === undefined || from === index) continue;
      const effects = this.#effects.get(from);
      if (effects) effects.push(index);
      else this.#effects.set(from, [index]);
    }
    for (const index of events.keys()) {
      const cause = this.causeOf(index);
      // Causes come before their effects, except in records of another cloud, which are read back later.
      this.#depths.push(
        cause === undefined ? 0 : cause < index ? this.depthOf(cause) + 1 : this.causesOf(index).length,
      );
    }
  }

  indexOf(sequence: number): number | undefined {
    return this.#indices.get(sequence);
  }

  /** What directly led to it. */
  causeOf(index: number): number | undefined {
    const event = this.#events[index];
    const cause = event && this.#indices.get(event.cause);
    return cause === index ? undefined : cause;
  }

  /** From the event that nothing led to, down to the direct cause. */
  causesOf(index: number): number[] {
    const causes: number[] = [];
    const seen = new Set([index]);
    // A damaged record may name causes in a circle.
    for (let at = this.causeOf(index); at !== undefined && !seen.has(at); at = this.causeOf(at)) {
      causes.unshift(at);
      seen.add(at);
    }
    return causes;
  }

  effectsOf(index: number): readonly number[] {
    return this.#effects.get(index) ?? [];
  }

  /** How many causes stand above it. */
  depthOf(index: number): number {
    return this.#depths[index] ?? 0;
  }
}
