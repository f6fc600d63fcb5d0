import type { Machine } from "./definition/machine.ts";
import type { LoggingConfiguration } from "./logging/logging-configuration.ts";
import type { StateMachineType } from "./state-machine-type.ts";

/** A state machine as it was at one moment: an execution keeps the one it was started with. */
export interface StateMachineVersion {
  readonly arn: string;
  readonly name: string;
  readonly type: StateMachineType;
  readonly logging: LoggingConfiguration;
  /** X-Ray tracing: kept and described, nothing is traced. */
  readonly tracing: boolean;
  readonly roleArn: string;
  readonly definitionText: string;
  readonly definition: Machine;
  /** Changes with every update; absent before the first one (recorded: test_create_update_state_machine_same_parameters). */
  readonly revisionId: string | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}
