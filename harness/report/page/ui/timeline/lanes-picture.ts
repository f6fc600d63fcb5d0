import type { TimeRange } from "../../event-filter.ts";
import type { ScenarioView } from "../scenario/scenario-view.ts";
import type { Colours } from "./colours.ts";
import type { Geometry } from "./geometry.ts";

/** All that the lanes are drawn from. */
export interface LanesPicture {
  readonly view: ScenarioView;
  readonly geometry: Geometry;
  readonly colours: Colours;
  readonly width: number;
  readonly unit: number;
  /** 1 for each event that the filter lets through. */
  readonly lit: Uint8Array;
  readonly hovered: number | undefined;
  /** While somebody draws it. */
  readonly brush: TimeRange | undefined;
  readonly toX: (place: number) => number;
}
