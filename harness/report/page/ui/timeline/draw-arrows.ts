import type { LanesPicture } from "./lanes-picture.ts";

/** With more in sight, only those of the selected event are drawn. */
const MOST = 500;
/** Pixels between two faint arrows. */
const CLOSEST = 6;

/** From cause to effect, where they lie in different lanes. */
export function drawFaintArrows(context: CanvasRenderingContext2D, picture: LanesPicture): void {
  const { view, geometry, colours, width, lit, toX } = picture;
  const { events } = view.model;
  const inSight: number[] = [];
  for (let index = 0; index < events.length && inSight.length <= MOST; index++) {
    const x = toX(geometry.from[index] ?? 0);
    if (x >= 0 && x <= width && lit[index] === 1 && events[index]?.kind === "operation") inSight.push(index);
  }
  if (inSight.length > MOST) return;
  const alpha = view.selected.value === undefined ? 0.4 : 0.2;
  /** One for many that lie side by side: a request may ask the database twenty times in as many milliseconds. */
  const drawn = new Set<string>();
  for (const index of inSight) {
    const column = Math.round(toX(geometry.from[index] ?? 0) / CLOSEST);
    const key = `${column} ${geometry.top[index]} ${events[index]?.cause}`;
    if (drawn.has(key)) continue;
    drawn.add(key);
    drawArrow(context, picture, { index, alpha, colour: colours.dim, thickness: 1 });
  }
}

/** Those of the selected event, or of the one under the pointer: up to its first cause, and to its effects. */
export function drawChosenArrows(context: CanvasRenderingContext2D, picture: LanesPicture): void {
  const { causality, selected } = picture.view;
  const chosen = picture.hovered ?? selected.value;
  if (chosen === undefined) return;
  for (const index of new Set([...causality.causesOf(chosen), chosen, ...causality.effectsOf(chosen)])) {
    drawArrow(context, picture, { index, alpha: 1, colour: picture.colours.accent, thickness: 1.75 });
  }
}

interface Arrow {
  /** Of the effect. */
  readonly index: number;
  readonly alpha: number;
  readonly colour: string;
  readonly thickness: number;
}

function drawArrow(
  context: CanvasRenderingContext2D,
  picture: LanesPicture,
  { index, alpha, colour, thickness }: Arrow,
): void {
  const { geometry, toX } = picture;
  const x = toX(geometry.from[index] ?? 0);
  const y = (geometry.top[index] ?? 0) + geometry.rowHeight / 2;
  const start = startOf(picture, index, x);
  if (!start || Math.abs(start.y - y) < geometry.rowHeight / 2) return;
  const down = y > start.y ? 1 : -1;
  const tipY = y - (down * geometry.rowHeight) / 2;
  context.globalAlpha = alpha;
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = thickness;
  context.beginPath();
  context.moveTo(start.x, start.y);
  if (Math.abs(start.x - x) < 2) context.lineTo(x, tipY);
  else context.bezierCurveTo(x, start.y, x, start.y, x, tipY);
  context.stroke();
  context.beginPath();
  context.moveTo(x, tipY);
  context.lineTo(x - 3, tipY - down * 5);
  context.lineTo(x + 3, tipY - down * 5);
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1;
}

/** In the cause's span at the same moment, or at its end when it was over; calls of people begin in their lane. */
function startOf(
  { view: { causality, model }, geometry, toX }: LanesPicture,
  index: number,
  x: number,
): { readonly x: number; readonly y: number } | undefined {
  const cause = causality.causeOf(index);
  if (cause === undefined) {
    const lane = geometry.lanes[geometry.caller[index] ?? -1];
    return lane && { x, y: lane.top + lane.height / 2 };
  }
  if (model.spans[cause]?.lane === model.spans[index]?.lane) return undefined;
  const [from, to] = [toX(geometry.from[cause] ?? 0), toX(geometry.to[cause] ?? 0)];
  return { x: Math.min(Math.max(x, from), to), y: (geometry.top[cause] ?? 0) + geometry.rowHeight / 2 };
}
