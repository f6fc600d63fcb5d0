import { FINALIZATION_MACHINE } from "../../../system/infrastructure.ts";
import type { System } from "../../../system/revisions.ts";
import { ConfigurationError } from "../../configuration.ts";

/** Name of the machine in an ARN of a state machine or of an execution; empty when there is none. */
function machineName(arn: string): string {
  return arn.split(":")[6] ?? "";
}

/**
 * D1: the configured ARN is not checked, so "complete" starts whatever machine it names; both machines accept the same
 * input, and nothing says that no ZIP is made (docs/contract/incident-28.md, root cause). Instead it is checked at
 * start.
 *
 * @throws ConfigurationError naming the machine that is configured and the one that is expected.
 */
export function checkFinalizationArn(system: System, arn: string): void {
  if (machineName(arn) === FINALIZATION_MACHINE || system.has("D1")) return;
  throw new ConfigurationError(
    `media_processing.workflow.finalization_state_machine_arn names the state machine "${machineName(arn) || arn}", but finalization must run on "${FINALIZATION_MACHINE}".`,
  );
}

/** The other half of D1: why a started execution is refused; undefined when it runs on the right machine. */
export function wrongMachine(system: System, executionArn: string): string | undefined {
  if (machineName(executionArn) === FINALIZATION_MACHINE || system.has("D1")) return undefined;
  return `execution ${executionArn} runs on "${machineName(executionArn)}", not on "${FINALIZATION_MACHINE}"`;
}
