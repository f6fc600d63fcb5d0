import type { Place } from "../../../scenario/facts/fact.ts";

/** One file that the photographer hands in; which picture it is, is chosen by its type. */
export interface PlannedFile {
  readonly assetType: string;
  readonly sequence: number;
  readonly name: string;
}

export type StepName = "upload" | "process" | "complete" | "approve" | "reject";

/** Something that a person does. `at` in milliseconds since the epoch, where something tells. */
export interface Step {
  readonly name: StepName;
  readonly at?: number;
  /** The job that the step makes, where it makes one. */
  readonly job?: number;
}

/** Whether the step is the owner's. */
export function isOfOwner({ name }: Step): boolean {
  return name === "approve" || name === "reject";
}

/** What happened, as far as people did it: the same in every world that is searched. */
export interface Plan {
  readonly listing: number;
  readonly accountId?: string;
  readonly region?: string;
  /** ISO 8601. */
  readonly startAt: string;
  readonly files: readonly PlannedFile[];
  readonly steps: readonly Step[];
  /** The owner's telephone is known from the start, so that messages are sent to it. */
  readonly ownerSignedIn?: true;
  /** When the last thing that is known happened, in milliseconds since the epoch. */
  readonly until?: number;
}

/** A value that no fact states, and why it is taken to be so. */
export interface Inferred {
  readonly what: string;
  readonly value: string;
  readonly reason: string;
  /** The fact that it follows from; absent where nothing says so and it is assumed. */
  readonly place?: Place;
}
