import type { EmbeddedCloud } from "../../../cloud/backends/embedded.ts";

/** A deliberate fault of the embedded cloud, planted from outside: the product has no switch for it. */
export interface PlantedBug {
  /** `range-one-short`. */
  readonly id: string;
  readonly title: string;
  /** What of an observation shows it. */
  readonly shownBy: string;
  /** To be called before anything is provisioned: some bugs are in what is created. */
  plant(cloud: EmbeddedCloud): void;
}
