import type { RandomStream } from "../../../../clock/random-streams.ts";

/** What functions may use besides their arguments: the world's clock and chance. */
export interface FunctionTools {
  readonly random: RandomStream;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** One function that Step Functions adds to JSONata, or has in place of JSONata's own. Throws `FunctionFailure`. */
export interface AwsFunction {
  /** In JSONata's notation; the library checks arguments against it. */
  readonly signature: string;
  /** Gives `undefined` for nothing. Arguments are as the signature allows them; optional ones may be undefined. */
  call(tools: FunctionTools, ...args: readonly unknown[]): unknown;
}
