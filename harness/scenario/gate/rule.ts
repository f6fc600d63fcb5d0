import type { OperationEvent } from "../../network/trace.ts";
import type { GateState } from "./state.ts";

/** One of the assertions of docs/contract/incident-28.md 5.5: what must hold at the end of every scenario. */
export interface GateRule {
  readonly id: GateRuleId;
  readonly rule: string;
  check(state: GateState): Violation[];
}

export type GateRuleId =
  | "finalization-machine"
  | "bundle-exists"
  | "no-hollow-success"
  | "approval-has-bundle"
  | "start-time";

export interface Violation {
  readonly expected: string;
  readonly found: string;
  /** Event of the trace that shows it first. */
  readonly event?: OperationEvent;
}
