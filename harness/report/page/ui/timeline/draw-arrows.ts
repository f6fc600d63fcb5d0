import type { LanesPicture } from "./lanes-picture.ts";

/** With more in sight, only those of the selected event are drawn. */
const MOST = 500;

/** From cause to effect, where they lie in different lanes; those around the selected event stand out. */
export function drawArrows(context: CanvasRenderingContext2D, picture: LanesPicture): void {
  const { view, geometry, colours, width, lit, toX } = picture;
  const { causality, model } = view;
  const selected = view.selected.value ?? picture.hovered;
  const strong = new Set<number>();
  if (selected !== undefined) {
    for (const index of [...causality.causesOf(selected), selected, ...causality.effectsOf(selected)])
      strong.add(index);
  }
  const inSight: number[] = [];
  for (let index = 0; index < model.events.length && inSight.length <= MOST; index++) {
    const x = toX(geometry.from[index] ?? 0);
    if (x >= 0 && x <= width && lit[index] === 1 && model.events[index]?.kind === "operation") inSight.push(index);
  }
  if (inSight.length <= MOST)
    for (const index of inSight) arrow(index, selected === undefined ? 0.3 : 0.14, colours.dim, 1);
  for (const index of strong) arrow(index, 1, colours.accent, 1.75);

  function arrow(index: number, alpha: number, colour: string, thickness: number): void {
    const x = toX(geometry.from[index] ?? 0);
    const y = (geometry.top[index] ?? 0) + geometry.rowHeight / 2;
    const start = startOf(index, x);
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
  function startOf(index: number, x: number): { readonly x: number; readonly y: number } | undefined {
    const cause = causality.causeOf(index);
    if (cause === undefined) {
      const lane = geometry.lanes[geometry.caller[index] ?? -1];
      return lane && { x, y: lane.top + lane.height / 2 };
    }
    if (model.spans[cause]?.lane === model.spans[index]?.lane) return undefined;
    const [from, to] = [toX(geometry.from[cause] ?? 0), toX(geometry.to[cause] ?? 0)];
    return { x: Math.min(Math.max(x, from), to), y: (geometry.top[cause] ?? 0) + geometry.rowHeight / 2 };
  }
}
