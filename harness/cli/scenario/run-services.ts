import type { BackendDescription } from "../../world/world-options.ts";

/** What a run needs on this machine beside itself. */
export interface Machinery {
  readonly backend: BackendDescription["name"];
  /** `local`: the chain of database servers of this machine; `mysql`: a container. */
  readonly database: "local" | "mysql";
  /** A LocalStack that runs already. */
  readonly endpoint?: string;
  /** Containers stay for the next run. */
  readonly reuse: boolean;
}
