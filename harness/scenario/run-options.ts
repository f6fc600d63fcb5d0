import type { DefectId } from "../../system/defects.ts";
import type { RevisionName } from "../../system/revisions.ts";
import type { Clock } from "../clock/clock.ts";
import type { Bootstraps } from "../cloud/backends/localstack/function-code.ts";
import type { EngineDescription } from "../database/engine/engine.ts";
import type { StoryFolder } from "../world/foreign/configuration/story-folder.ts";
import type { ForeignSystem } from "../world/foreign/foreign-system.ts";
import type { BackendDescription } from "../world/world-options.ts";

/** What the command line asks of every scenario of a run; given to the workers through Vitest's `provide`. */
export interface RunOptions {
  /** Replaces the seed that a scenario chose. */
  readonly seed?: number;
  /** Replaces the revision that a scenario chose. */
  readonly revision?: RevisionName;
  /** The user's own system, in place of the replica's parts; its revision replaces the one that a scenario chose. */
  readonly foreign?: ForeignSystem;
  /** The configuration that the command line names; one in the current folder is found again. */
  readonly configPath?: string;
  /** Folders of the user's own stories. */
  readonly storyFolders?: readonly StoryFolder[];
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
  /** The replica that a red story is told once more on, to say whether the system under test differs from it. */
  readonly reference?: ReplicaDescription;
  /** The folder of the run, in which each scenario's events are kept, and further names whose values are secret. */
  readonly keepIn?: { readonly folder: string; readonly redact: readonly string[] };
  /** A debugger stops where each story begins. */
  readonly stopsAtStories?: boolean;
  /** The world of a red story stays until a person has seen it. */
  readonly pause?: Pause;
  /** Each result also holds what could be seen of the run from outside. */
  readonly observe?: boolean;
  /** So does that of a story that failed, with what could be seen then. */
  readonly observeFailures?: boolean;
}

/** How a red world waits for a person: keys that are made for this run, and the channel to who has the terminal. */
export interface Pause {
  readonly channel: string;
  readonly accessKeyId: string;
  /** Of the access key, and of the database's user. */
  readonly secret: string;
}

/** One of our systems, as plain data: a revision with defects switched on beside its own. */
export interface ReplicaDescription {
  readonly revision: RevisionName;
  readonly defects: readonly DefectId[];
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
