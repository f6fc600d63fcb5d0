import { spanLabel } from "../../event-text.ts";
import { drawChosenArrows, drawFaintArrows } from "./draw-arrows.ts";
import type { LanesPicture } from "./lanes-picture.ts";

/** All lanes: stripes, skipped stretches, spans, arrows, the selected event. */
export function drawLanes(context: CanvasRenderingContext2D, picture: LanesPicture): void {
  const { geometry, width } = picture;
  context.clearRect(0, 0, width, geometry.height);
  drawBackground(context, picture);
  drawFaintArrows(context, picture);
  drawSpans(context, picture);
  drawChosenArrows(context, picture);
  drawChosen(context, picture);
}

function drawBackground(
  context: CanvasRenderingContext2D,
  { view, geometry, colours, width, toX, brush }: LanesPicture,
): void {
  for (const [index, { top, height }] of geometry.lanes.entries()) {
    if (index % 2 === 1) continue;
    context.fillStyle = colours.stripe;
    context.fillRect(0, top, width, height);
  }
  for (const piece of view.scale.pieces) {
    if (piece.skipped === undefined) continue;
    const [left, right] = [toX(piece.from), toX(piece.to)];
    if (right < 0 || left > width) continue;
    hatch(context, { left, right, height: geometry.height, colour: colours.line });
  }
  const range = brush ?? view.range.value;
  if (!range) return;
  const [left, right] = [toX(view.scale.place(range.fromMs)), toX(view.scale.place(range.toMs))];
  context.globalAlpha = 0.14;
  context.fillStyle = colours.accent;
  context.fillRect(left, 0, right - left, geometry.height);
  context.globalAlpha = 1;
  context.fillRect(left, 0, 1, geometry.height);
  context.fillRect(right - 1, 0, 1, geometry.height);
}

interface Hatched {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly colour: string;
}

function hatch(context: CanvasRenderingContext2D, { left, right, height, colour }: Hatched): void {
  context.save();
  context.beginPath();
  context.rect(left, 0, right - left, height);
  context.clip();
  context.strokeStyle = colour;
  context.beginPath();
  for (let y = -(right - left); y < height; y += 7) {
    context.moveTo(left, y);
    context.lineTo(right, y + (right - left));
  }
  context.moveTo(left, 0);
  context.lineTo(left, height);
  context.moveTo(right, 0);
  context.lineTo(right, height);
  context.stroke();
  context.restore();
}

function drawSpans(context: CanvasRenderingContext2D, picture: LanesPicture): void {
  const { view, geometry, colours, width, unit, lit, toX } = picture;
  const { from, to, top, caller, lanes, rowHeight } = geometry;
  const { spans } = view.model;
  /** The last pixel that is full, by row: thousands of events may share it. */
  const full = new Float64Array(2 * geometry.height + 2).fill(Number.NEGATIVE_INFINITY);
  context.font = `${Math.round(10.5 * unit)}px ${colours.font}`;
  context.textBaseline = "middle";
  const characterWidth = context.measureText("abcdefghij").width / 10;
  for (let index = 0; index < from.length; index++) {
    const [left, right] = [toX(from[index] ?? 0), toX(to[index] ?? 0)];
    if (right < -8 || left > width + 8) continue;
    const span = spans[index];
    const event = view.model.events[index];
    if (!span || !event) continue;
    const y = top[index] ?? 0;
    const isLit = lit[index] === 1;
    const person = lanes[caller[index] ?? -1];
    const key = isLit ? y : y + geometry.height;
    if (right <= (full[key] ?? 0) && span.tone !== "failed") continue;
    full[key] = Math.floor(Math.max(right, left + 1));
    context.globalAlpha = isLit ? 1 : 0.16;
    const colour =
      span.tone === "failed" ? colours.failed : colours.lanes[view.model.lanes[span.lane]?.kind ?? "other"];
    context.fillStyle = colour;
    if (person) {
      context.globalAlpha = isLit ? 0.55 : 0.12;
      context.fillStyle = colours.lanes.person;
      context.fillRect(left, person.top + person.height / 2 - rowHeight / 4, Math.max(2, right - left), rowHeight / 2);
      context.globalAlpha = isLit ? 1 : 0.16;
      context.fillStyle = colour;
    }
    if (span.toMs === span.fromMs) {
      drawMoment(context, {
        kind: event.kind,
        begins: event.kind === "state" && event.type.endsWith("Entered"),
        x: left,
        y,
        rowHeight,
        failed: span.tone === "failed",
      });
      continue;
    }
    const shown = Math.max(1.5, right - left - (right - left > 4 ? 1 : 0));
    context.globalAlpha *= event.kind === "state" ? 0.55 : 0.85;
    context.fillRect(left, y + 1, shown, rowHeight - 2);
    context.globalAlpha = isLit ? 1 : 0.16;
    if (span.tone === "fault") {
      context.strokeStyle = colours.fault;
      context.lineWidth = 2;
      context.strokeRect(left + 1, y + 2, Math.max(2, shown - 2), rowHeight - 4);
      context.lineWidth = 1;
    }
    const begin = Math.max(0, left) + 3;
    const room = Math.floor((Math.min(width, right) - begin - 2) / characterWidth);
    if (room < 3) continue;
    const sign = span.tone === "failed" ? "✗ " : span.tone === "fault" ? "⚡ " : "";
    const text = sign + spanLabel(event, view.model.lanes[span.lane]?.name ?? "");
    context.fillStyle = colours.panel;
    context.fillText(
      text.length > room ? `${text.slice(0, Math.max(1, room - 1))}…` : text,
      begin,
      y + rowHeight / 2 + 0.5,
    );
  }
  context.globalAlpha = 1;
}

interface Moment {
  readonly kind: string;
  /** Of a state: it was entered, and left at once. */
  readonly begins: boolean;
  readonly x: number;
  readonly y: number;
  readonly rowHeight: number;
  readonly failed: boolean;
}

/** What takes no time, by its shape: a row is a diamond, a log line a bar, a note a triangle; what failed is a cross. */
function drawMoment(context: CanvasRenderingContext2D, { kind, begins, x, y, rowHeight, failed }: Moment): void {
  const middle = y + rowHeight / 2;
  const size = rowHeight / 3;
  if (failed) {
    context.save();
    context.strokeStyle = context.fillStyle;
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(x - size, middle - size);
    context.lineTo(x + size, middle + size);
    context.moveTo(x + size, middle - size);
    context.lineTo(x - size, middle + size);
    context.stroke();
    context.restore();
    return;
  }
  // The end of a state lies upon its span, whose own end shows it.
  if (kind === "state" && !begins) return;
  if (kind === "state") {
    context.fillRect(x - 1, y + 1, 3, rowHeight - 2);
    return;
  }
  if (kind === "log") {
    context.fillRect(x - 1, y + rowHeight - 4, 2, 5);
    return;
  }
  context.beginPath();
  context.moveTo(x, middle - size);
  context.lineTo(x + size, kind === "row" ? middle : middle + size);
  if (kind === "row") context.lineTo(x, middle + size);
  context.lineTo(x - size, kind === "row" ? middle : middle + size);
  context.fill();
}

function drawChosen(context: CanvasRenderingContext2D, { view, geometry, colours, hovered, toX }: LanesPicture): void {
  const outline = (index: number | undefined, width: number): void => {
    const [from, to, y] = [geometry.from[index ?? -1], geometry.to[index ?? -1], geometry.top[index ?? -1]];
    if (from === undefined || to === undefined || y === undefined) return;
    const left = toX(from);
    context.strokeStyle = colours.text;
    context.lineWidth = width;
    context.strokeRect(left - 3, y - 1, Math.max(6, toX(to) - left + 5), geometry.rowHeight + 2);
    context.lineWidth = 1;
  };
  outline(hovered, 1);
  outline(view.selected.value, 2);
}
