import type { TraceEvent } from "../network/trace.ts";

/** A rule of a scenario does not hold. Carries what a report needs to explain it. */
export class RuleBroken extends Error {
  override readonly name = "RuleBroken";
  readonly rule: string;
  readonly expected: string;
  readonly found: string;
  /** First event that shows it, when the rule knows one. */
  readonly event: TraceEvent | undefined;

  constructor(broken: { rule: string; expected: string; found: string; event?: TraceEvent | undefined }) {
    super(`${broken.rule}: expected ${broken.expected}, found ${broken.found}`);
    this.rule = broken.rule;
    this.expected = broken.expected;
    this.found = broken.found;
    this.event = broken.event;
  }
}
