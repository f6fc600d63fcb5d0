import type { Piece } from "../../time-scale.ts";

const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000, 3_600_000,
];

/** Round moments inside a piece of time that is drawn so wide, at least `room` apart. */
export function ticksIn({ fromMs, toMs }: Piece, width: number, room: number): number[] {
  const wanted = ((toMs - fromMs) / width) * room;
  const step = STEPS_MS.find((known) => known >= wanted) ?? 24 * 3_600_000;
  const ticks: number[] = [];
  for (let ms = Math.ceil(fromMs / step) * step; ms <= toMs; ms += step) ticks.push(ms);
  return ticks;
}
