import type { OperationsOf } from "../../../world/names/hop-names.ts";
import type { StreamName } from "../../../world/names/stream-names.ts";
import type { World } from "../../../world/world.ts";

/** One thing that makes a world's time or chance the incident's. */
export type Adjustment =
  /** The next ids of a random stream. */
  | { readonly kind: "pin"; readonly stream: StreamName; readonly values: readonly string[] }
  /** The next draws of an integer. */
  | { readonly kind: "draw"; readonly stream: StreamName; readonly values: readonly number[] }
  /** When the next requests of this kind arrive at the server, ISO 8601. */
  | { readonly kind: "arrive"; readonly operation: OperationsOf["server"]; readonly instants: readonly string[] }
  /** How long the next statements take, in milliseconds. */
  | { readonly kind: "statements"; readonly ms: readonly number[] };

export interface StepFit {
  /** Before the person asks. */
  readonly before: readonly Adjustment[];
  /** When the request is answered, and what it has started goes on. */
  readonly during: readonly Adjustment[];
}

export interface Fit {
  readonly atStart: readonly Adjustment[];
  /** By the step's place in the plan. */
  readonly steps: readonly StepFit[];
}

/** A world that departs from the incident may not use all of it. */
const optional = { optional: true } as const;

export function adjust({ random, latency }: World, adjustment: Adjustment): void {
  switch (adjustment.kind) {
    case "pin": {
      const [first, ...more] = adjustment.values;
      if (first !== undefined) random.stream(adjustment.stream).pin(first, ...more, optional);
      return;
    }
    case "draw": {
      const [first, ...more] = adjustment.values;
      if (first !== undefined) random.stream(adjustment.stream).pinIntegers(first, ...more, optional);
      return;
    }
    case "statements":
      latency.setNext("mysql", adjustment.ms, undefined, optional);
      return;
    case "arrive": {
      const instantsMs = adjustment.instants.map((instant) => Date.parse(instant));
      latency.arriveAt("server", instantsMs, adjustment.operation, optional);
    }
  }
}

/** The same as a statement of a scenario. */
export function codeOf(adjustment: Adjustment): string {
  switch (adjustment.kind) {
    case "pin":
      return `world.random.stream("${adjustment.stream}").pin(${adjustment.values.map((one) => JSON.stringify(one)).join(", ")});`;
    case "draw":
      return `world.random.stream("${adjustment.stream}").pinIntegers(${adjustment.values.join(", ")});`;
    case "arrive": {
      const instants = adjustment.instants.map((one) => `Date.parse("${one}")`).join(", ");
      return `world.latency.arriveAt("server", [${instants}], ${JSON.stringify(adjustment.operation)});`;
    }
    case "statements":
      return `world.latency.setNext("mysql", [${adjustment.ms.join(", ")}]);`;
  }
}
