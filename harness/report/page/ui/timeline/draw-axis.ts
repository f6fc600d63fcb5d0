import { durationText } from "../../../duration.ts";
import { clockText } from "../../clock-text.ts";
import type { ScenarioView } from "../scenario/scenario-view.ts";
import type { Colours } from "./colours.ts";
import { ticksIn } from "./ticks.ts";

interface Axis {
  readonly view: ScenarioView;
  readonly colours: Colours;
  readonly width: number;
  readonly height: number;
  readonly unit: number;
}

/** Virtual time above the lanes, and how long each skipped stretch was. */
export function drawAxis(context: CanvasRenderingContext2D, { view, colours, width, height, unit }: Axis): void {
  const { from, to } = view.window.value;
  const toX = (place: number): number => ((place - from) / (to - from)) * width;
  context.clearRect(0, 0, width, height);
  context.font = `${Math.round(11 * unit)}px ${colours.font}`;
  context.textBaseline = "middle";
  let freeFrom = Number.NEGATIVE_INFINITY;
  const write = (text: string, x: number, centred: boolean): boolean => {
    const room = context.measureText(text).width;
    const left = centred ? x - room / 2 : x + 3 * unit;
    if (left < freeFrom || left + room > width) return false;
    context.fillText(text, left, height / 2);
    freeFrom = left + room + 6 * unit;
    return true;
  };
  for (const piece of view.scale.pieces) {
    const [left, right] = [toX(piece.from), toX(piece.to)];
    if (right < 0 || left > width) continue;
    if (piece.isBreak) {
      context.fillStyle = colours.text;
      const middle = (Math.max(0, left) + Math.min(width, right)) / 2;
      if (!write(durationText(piece.toMs - piece.fromMs), middle, true)) write("⋯", middle, true);
      continue;
    }
    context.fillStyle = colours.dim;
    for (const ms of ticksIn(piece, right - left, 84 * unit)) {
      const x = toX(view.scale.place(ms));
      if (x < 0 || x > width) continue;
      if (write(clockText(ms), x, false)) context.fillRect(x, height - 5 * unit, 1, 5 * unit);
    }
  }
}
