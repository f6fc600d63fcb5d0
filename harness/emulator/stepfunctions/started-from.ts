import type { StateMachineVersion } from "./state-machine.ts";

/** What an execution is started from. */
export interface StartedFrom {
  readonly machine: StateMachineVersion;
  /** The version that it was started from, directly or by an alias. */
  readonly versionArn: string | undefined;
  readonly aliasArn: string | undefined;
  /** Of the mock configuration: what follows `#` in the ARN, as Step Functions Local has it. */
  readonly testCase?: string | undefined;
}
