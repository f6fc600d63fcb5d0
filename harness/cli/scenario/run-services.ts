import type { BackendDescription } from "../../world/world-options.ts";

/** The database server and the cloud that a run needs. */
export interface RunServices {
  readonly backend: BackendDescription["name"];
  /** `local`: the first database server found on this machine; `mysql`: a container. */
  readonly database: "local" | "mysql";
  /** A LocalStack that runs already. */
  readonly endpoint?: string;
  /** Containers stay for the next run. */
  readonly reuse: boolean;
}
