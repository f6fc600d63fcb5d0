import { join } from "node:path";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import type { Invocation } from "./command.ts";

/** A command that reads kept runs. */
export interface KeptRunsInvocation extends Invocation {
  /** Where runs are kept; default: `reports/runs` of the project. */
  readonly runs?: string;
}

export const KEPT_RUNS_FOLDER = join(PROJECT_ROOT, "reports", "runs");
