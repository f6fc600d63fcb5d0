import type { DefectId } from "../../system/defects.ts";
import type { RevisionName } from "../../system/revisions.ts";
import type { MockTable } from "../emulator/stepfunctions/mocks/mock-table.ts";
import type { World } from "../world/world.ts";
import type { WorldOptions } from "../world/world-options.ts";
import type { GateRuleId } from "./gate/rule.ts";
import type { Need } from "./needs.ts";
import type { Owner, Photographer, Upload } from "./people.ts";
import type { Photo } from "./photos/photo.ts";

export interface ScenarioOptions {
  /** Revision of the system under test; default `fixed`. */
  readonly revision?: RevisionName;
  /** Defects switched on or off beside the revision's own. */
  readonly defects?: { readonly added?: readonly DefectId[]; readonly removed?: readonly DefectId[] };
  /** Virtual time at which the world begins, ISO 8601; default 2025-12-03T10:00:00Z. */
  readonly startAt?: string;
  readonly seed?: number;
  /** Photos of 12 megapixels where the story needs them; default small ones. */
  readonly photos?: "12mp" | "small";
  /** Words to select by, beside those that every story has: its folders, revision, defects and needs. */
  readonly tags?: readonly string[];
  /** What must be there: without it the scenario is skipped, with the reason. Default nothing. */
  readonly needs?: readonly Need[];
  /** Rules of the gate that this story breaks, and must break; default none. */
  readonly violates?: readonly GateRuleId[];
  /** The server must refuse to start, with a sentence that holds all these words; the story is then not run. */
  readonly refusesToStart?: readonly string[];
  /**
   * States that answer this instead of calling, by the names of machine and state: the first call, the first retry and
   * so on; the last answer holds for all further ones. Each must be reached. On the embedded cloud only.
   */
  readonly mock?: MockTable;
  /** What the world is made with beside the above. */
  readonly world?: Partial<
    Omit<WorldOptions, "name" | "seed" | "startAt" | "system" | "engine" | "mock" | "keptDatabases">
  >;
}

/** What a story gets: its world, its people and its photos. */
export interface ScenarioContext {
  readonly world: World;
  readonly photographer: Photographer;
  readonly owner: Owner;
  /** The four photos of listing 28 as uploads: horizontal 1 and 2, vertical 1 and 2. */
  readonly uploads: readonly Upload<Photo>[];
  /** Notes something that must be the same on every backend: an answer of a service, what a function received. */
  readonly observe: (name: string, value: unknown) => void;
}

export type Story = (context: ScenarioContext) => Promise<void>;

/** One declared scenario. */
export interface Scenario {
  /** Path below `scenarios/` without the ending. */
  readonly id: string;
  readonly title: string;
  readonly options: ScenarioOptions;
  readonly story: Story;
}
