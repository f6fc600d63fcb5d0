import type { DefectId } from "../../system/defects.ts";
import type { RevisionName } from "../../system/revisions.ts";
import type { Bootstraps } from "../cloud/backends/localstack/function-code.ts";
import type { EngineDescription } from "../database/engine/engine.ts";
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
  /** The folder of the run, in which each scenario's events are kept, and further names whose values are secret. */
  readonly keepIn?: { readonly folder: string; readonly redact: readonly string[] };
  /** Each result also holds what could be seen of the run from outside. */
  readonly observe?: boolean;
}

declare module "vitest" {
  interface ProvidedContext {
    runOptions: RunOptions;
    /** The database server of the run; `run` tells the databases of parallel runs apart. */
    engine: EngineDescription;
    backend: BackendDescription;
  }
}
