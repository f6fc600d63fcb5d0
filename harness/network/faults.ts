import type { Hop } from "./hop.ts";

/**
 * What strikes one hop. Exactly one of `error` and `result` replaces the answer; `delayMs` alone only makes it late.
 */
export interface Fault {
  readonly name: string;
  readonly delayMs?: number;
  /** Thrown to the caller instead of an answer. */
  readonly error?: () => unknown;
  /** Given to the caller instead of the callee's answer. */
  readonly result?: () => unknown;
  /** `perform`: the callee acts first, then its answer is replaced. Default: the callee is never reached. */
  readonly after?: "perform";
}

/** Hops by what they have in common, and by what `when` says of each. */
export type HopsOf = Partial<Pick<Hop, "source" | "target" | "operation">> & {
  readonly when?: (hop: Hop) => boolean;
};

export interface FaultRule {
  readonly matches: (hop: Hop) => boolean;
  readonly fault: Fault;
  /** How many hops it strikes before it is used up. */
  times: number;
  /** How many matching hops pass unharmed first. */
  skip: number;
  /** How many it has struck. */
  struck: number;
}

/** Errors that faults have thrown. */
const thrown = new WeakSet<object>();

/** The error that a fault throws to the caller; `isThrownByFault` knows it again. */
export function errorOfFault(error: () => unknown): unknown {
  const made = error();
  if (typeof made === "object" && made !== null) thrown.add(made);
  return made;
}

/** Whether an error stands for a connection that broke on purpose, and for no mistake of ours. */
export function isThrownByFault(error: unknown): boolean {
  return typeof error === "object" && error !== null && thrown.has(error);
}

/** The faults armed in one world, in the order armed; the first matching rule that is not used up strikes. */
export class FaultPlan {
  readonly #rules: FaultRule[] = [];

  arm(
    matches: HopsOf | ((hop: Hop) => boolean),
    fault: Fault,
    options: { times?: number; skip?: number } = {},
  ): FaultRule {
    const rule: FaultRule = {
      matches: typeof matches === "function" ? matches : (hop) => sameHop(hop, matches),
      fault,
      times: options.times ?? 1,
      skip: options.skip ?? 0,
      struck: 0,
    };
    this.#rules.push(rule);
    return rule;
  }

  strike(hop: Hop): Fault | undefined {
    for (const rule of this.#rules) {
      if (rule.times === 0 || !rule.matches(hop)) continue;
      if (rule.skip > 0) {
        rule.skip--;
        continue;
      }
      rule.times--;
      rule.struck++;
      return rule.fault;
    }
    return undefined;
  }

  /** Rules that did not strike as often as they should; one without an end must strike once. */
  unspent(): FaultRule[] {
    return this.#rules.filter(({ times, struck }) => (Number.isFinite(times) ? times > 0 : struck === 0));
  }
}

function sameHop(hop: Hop, { source, target, operation, when }: HopsOf): boolean {
  return (
    (source === undefined || source === hop.source) &&
    (target === undefined || target === hop.target) &&
    (operation === undefined || operation === hop.operation) &&
    (when === undefined || when(hop))
  );
}
