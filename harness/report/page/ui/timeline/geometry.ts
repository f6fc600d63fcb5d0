import type { ScenarioView } from "../scenario/scenario-view.ts";

/** Where events stand in the picture: across as a share of all time, down in pixels. */
export interface Geometry {
  /** By an event's index, from 0 to 1. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Top of the row; a whole number. */
  readonly top: Float64Array;
  readonly rowHeight: number;
  readonly lanes: readonly { readonly top: number; readonly height: number }[];
  readonly height: number;
  /** Lane of the person who made the call, by the event's index; -1 for all others. */
  readonly caller: Int32Array;
}

/** `unit` is a sixteenth of the size of the page's text. */
export function geometryOf({ model, scale }: Pick<ScenarioView, "model" | "scale">, unit: number): Geometry {
  const rowHeight = Math.round(13 * unit);
  // A lane of one row is 24 px high, which its name needs to be pressed (WCAG 2.5.8).
  const [above, below] = [Math.round(5 * unit), Math.round(6 * unit)];
  let height = 0;
  const lanes = model.lanes.map(({ rows }) => {
    const lane = { top: height, height: rows * rowHeight + above + below };
    height += lane.height;
    return lane;
  });
  const people = new Map(
    model.lanes.flatMap(({ kind, name }, lane) => (kind === "person" ? [[name, lane] as const] : [])),
  );
  const count = model.spans.length;
  const geometry = {
    from: new Float64Array(count),
    to: new Float64Array(count),
    top: new Float64Array(count),
    caller: new Int32Array(count),
  };
  for (const [index, { fromMs, toMs, lane, row }] of model.spans.entries()) {
    const event = model.events[index];
    geometry.from[index] = scale.place(fromMs);
    geometry.to[index] = toMs === fromMs ? (geometry.from[index] ?? 0) : scale.place(toMs);
    geometry.top[index] = (lanes[lane]?.top ?? 0) + above + row * rowHeight;
    geometry.caller[index] = event?.kind === "operation" ? (people.get(event.source) ?? -1) : -1;
  }
  return { ...geometry, rowHeight, lanes, height };
}

/** The event under a point, the narrowest of several. */
export function eventAt(geometry: Geometry, place: number, y: number, reach: number): number | undefined {
  const { from, to, top, caller, lanes, rowHeight } = geometry;
  let best: number | undefined;
  let bestWidth = Number.POSITIVE_INFINITY;
  for (let index = 0; index < from.length; index++) {
    const [left, right] = [from[index] ?? 0, to[index] ?? 0];
    if (place < left - reach || place > right + reach) continue;
    const lane = lanes[caller[index] ?? -1];
    const inLane = lane !== undefined && y >= lane.top && y < lane.top + lane.height;
    const rowTop = top[index] ?? 0;
    if (!inLane && (y < rowTop || y >= rowTop + rowHeight)) continue;
    const width = Math.max(right - left, Math.abs(place - left));
    if (width < bestWidth) [best, bestWidth] = [index, width];
  }
  return best;
}
