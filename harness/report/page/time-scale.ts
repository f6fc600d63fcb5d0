import type { SkippedTime } from "../../scenario/record/skipped-time.ts";

/** A piece of virtual time and where it lies between 0 and 1. */
export interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly from: number;
  readonly to: number;
  /** Place of the stretch that was skipped, of a break. */
  readonly skipped?: number;
}

/** Of all busy time, what one break takes at most, and what all take together. */
const BREAK_SHARE = 0.045;
const BREAKS_SHARE = 0.6;

/** Places virtual time on a line from 0 to 1 on which each skipped stretch takes the same small room. */
export class TimeScale {
  readonly pieces: readonly Piece[];

  constructor(endMs: number, breaks: readonly SkippedTime[]) {
    const busyMs = Math.max(0, endMs - breaks.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0));
    const breakRoom = (busyMs || 1) * Math.min(BREAK_SHARE, BREAKS_SHARE / Math.max(1, breaks.length));
    const isEmpty = busyMs === 0 && breaks.length === 0;
    const whole = isEmpty ? 1 : busyMs + breaks.length * breakRoom;
    const pieces: Piece[] = [];
    let [ms, room] = [0, 0];
    const add = (toMs: number, skipped?: number): void => {
      const to = room + (skipped !== undefined ? breakRoom : isEmpty ? 1 : toMs - ms);
      pieces.push({ fromMs: ms, toMs, from: room / whole, to: to / whole, ...(skipped !== undefined && { skipped }) });
      [ms, room] = [toMs, to];
    };
    for (const [place, { fromMs, toMs }] of breaks.entries()) {
      if (fromMs > ms) add(fromMs);
      add(toMs, place);
    }
    if (endMs > ms || pieces.length === 0) add(Math.max(endMs, ms));
    this.pieces = pieces;
  }

  /** Where a moment lies, from 0 to 1. */
  place(ms: number): number {
    const piece = this.#find(({ toMs }) => ms <= toMs);
    const length = piece.toMs - piece.fromMs;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, (ms - piece.fromMs) / length));
    return piece.from + share * (piece.to - piece.from);
  }

  /** The moment at a place. */
  moment(place: number): number {
    const piece = this.#find(({ to }) => place <= to);
    const room = piece.to - piece.from;
    const share = room === 0 ? 0 : Math.min(1, Math.max(0, (place - piece.from) / room));
    return piece.fromMs + share * (piece.toMs - piece.fromMs);
  }

  /** The first piece of which that is so, or the last. */
  #find(reaches: (piece: Piece) => boolean): Piece {
    let [low, high] = [0, this.pieces.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = this.pieces[middle];
      if (piece && reaches(piece)) high = middle;
      else low = middle + 1;
    }
    return this.pieces[low] as Piece;
  }
}
