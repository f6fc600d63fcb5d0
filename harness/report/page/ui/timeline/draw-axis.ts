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
  const taken: [number, number][] = [];
  const write = (text: string, left: number): boolean => {
    const right = left + context.measureText(text).width;
    const gap = 5 * unit;
    if (left < 0 || right > width || taken.some(([from, to]) => left < to + gap && right > from - gap)) return false;
    context.fillText(text, left, height / 2);
    taken.push([left, right]);
    return true;
  };
  const pieces = view.scale.pieces
    .map((piece) => ({ piece, left: toX(piece.from), right: toX(piece.to) }))
    .filter(({ left, right }) => right >= 0 && left <= width);
  // What was skipped matters more than a round moment.
  for (const { piece, left, right } of pieces) {
    if (piece.skipped === undefined) continue;
    const middle = (Math.max(0, left) + Math.min(width, right)) / 2;
    context.fillStyle = colours.text;
    const centred = (text: string): boolean => write(text, middle - context.measureText(text).width / 2);
    const { virtual, real } = view.skipped(piece.skipped);
    const whole = real === undefined ? virtual : `${virtual} in ${real}`;
    [`⋯ ${whole}`, `⋯ ${virtual}`, "⋯"].some(centred);
  }
  context.fillStyle = colours.dim;
  for (const { piece, left, right } of pieces.filter(({ piece }) => piece.skipped === undefined)) {
    for (const ms of ticksIn(piece, right - left, 84 * unit)) {
      const x = toX(view.scale.place(ms));
      if (x < 0 || x > width) continue;
      if (write(clockText(ms), x + 3 * unit)) context.fillRect(x, height - 5 * unit, 1, 5 * unit);
    }
  }
}
