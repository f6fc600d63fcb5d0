import type { DefectId } from "../../system/defects.ts";
import type { RevisionName } from "../../system/revisions.ts";
import type { Clock } from "../clock/clock.ts";
import type { Bootstraps } from "../cloud/backends/localstack/function-code.ts";
import type { EngineDescription } from "../database/engine/engine.ts";
import type { ForeignSystem } from "../world/foreign/foreign-system.ts";
import type { BackendDescription } from "../world/world-options.ts";

/** What the command line asks of every scenario of a run; given to the workers through Vitest's `provide`. */
export interface RunOptions {
  /** Replaces the seed that a scenario chose. */
  readonly seed?: number;
  /** Replaces the revision that a scenario chose. */
  readonly revision?: RevisionName;
  /** Switched on in addition to the scenario's own. */
  readonly defects: readonly DefectId[];
  /** The user's own JPEG files instead of the generated photos. */
  readonly photosDirectory?: string;
  /** How often each scenario is run; all runs must give the same trace hash. */
  readonly repeat: number;
  /** Default: embedded. */
  readonly backend?: BackendDescription["name"];
  /** Executables that replace the replica's Lambdas. */
  readonly bootstraps?: Bootstraps;
  /** The user's own system in place of the replica. */
  readonly foreign?: ForeignSystem;
  /** Each result also holds what could be seen of the run from outside. */
  readonly observe?: boolean;
}

/** What time is in the worlds of a run. */
export function clockOf({ foreign }: RunOptions, backend: BackendDescription["name"]): Clock["kind"] {
  return backend === "localstack" ? "real" : (foreign?.clock ?? "virtual");
}

declare module "vitest" {
  interface ProvidedContext {
    runOptions: RunOptions;
    /** The database server of the run; `run` tells the databases of parallel runs apart. */
    engine: EngineDescription;
    backend: BackendDescription;
  }
}
