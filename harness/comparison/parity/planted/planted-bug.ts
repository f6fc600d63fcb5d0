import type { EmbeddedCloud } from "../../../cloud/backends/embedded.ts";

/** A deliberate bug of the embedded cloud, put in from outside: the emulator has no switch for it. */
export interface PlantedBug {
  /** `range-one-short`. */
  readonly id: string;
  readonly title: string;
  /** The part of an observation that shows it. */
  readonly shownBy: string;
  /** To be called before anything is provisioned: some bugs are in what is created. */
  plant(cloud: EmbeddedCloud): void;
}
