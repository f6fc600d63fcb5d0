import type { DefectId } from "../../../../system/defects.ts";
import type { RevisionName } from "../../../../system/revisions.ts";
import type { FileCondition } from "../../../scenario/named-uploads.ts";
import type { Photographer } from "../../../scenario/people.ts";
import type { World } from "../../../world/world.ts";
import type { WorldOptions } from "../../../world/world-options.ts";
import type { StepName } from "../inference/plan.ts";

/** Something that is prepared, or happens by itself, before or after a step. */
export interface Happening {
  readonly step: StepName;
  /** `before` the step; `during`: it was asked for, and goes on; `after` all that it has started has ended. */
  readonly when: "before" | "during" | "after";
  readonly act: (world: World, photographer: Photographer) => void | Promise<void>;
  /** The same as statements of a scenario; `strikes` is how often its fault struck. */
  readonly code: (strikes: number) => readonly string[];
  /** The name of its fault in the trace, of one that arms a fault. */
  readonly fault?: string;
  /** What the statements need of `#scenario`. */
  readonly imports: readonly string[];
}

/** In what a plan is played: the system, its configuration, the files and what strikes. */
export interface Circumstances {
  readonly revision: RevisionName;
  readonly added: readonly DefectId[];
  readonly removed: readonly DefectId[];
  readonly world: Pick<WorldOptions, "finalizationMachine" | "tracing" | "workers" | "settings">;
  /** By the file's place in the plan. */
  readonly files: ReadonlyMap<number, FileCondition | "missing">;
  readonly happenings: readonly Happening[];
}

/** A revision with its default configuration, good files, and nothing that strikes. */
export function asDelivered(revision: RevisionName): Circumstances {
  return { revision, added: [], removed: [], world: {}, files: new Map(), happenings: [] };
}
