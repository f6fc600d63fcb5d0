import { approvalHasBundle } from "./approval-has-bundle.ts";
import { bundleExists } from "./bundle-exists.ts";
import { finalizationMachine } from "./finalization-machine.ts";
import { noHollowSuccess } from "./no-hollow-success.ts";
import type { GateRule } from "./rule.ts";
import { startTime } from "./start-time.ts";

/**
 * The five assertions of docs/contract/incident-28.md 5.5 that would have caught the incident, in that order. They hold
 * in every scenario, whatever its story; a scenario of a broken system says which of them it breaks.
 */
export const GATE: readonly GateRule[] = [
  finalizationMachine,
  bundleExists,
  noHollowSuccess,
  approvalHasBundle,
  startTime,
];
