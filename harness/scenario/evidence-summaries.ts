import type { World } from "../world/world.ts";
import type { EvidenceSummary } from "./result.ts";

/** What `toReproduce` found, kept beside the world so that the report shows it for green runs too. */
export const evidenceSummaries = new WeakMap<World, EvidenceSummary>();
