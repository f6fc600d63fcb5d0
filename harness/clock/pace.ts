/**
 * Says when time may go on in a world with processes that the clock cannot look into. All instants are milliseconds since the
 * epoch.
 */
export interface Pace {
  /**
   * Asked when nothing in the world can go on at `nowMs`. `dueMs` is when the next thing is due; absent when nothing is, or when
   * it is only asked whether all is quiet. Resolves without a value as soon as `arrived` is called.
   */
  goOn(nowMs: number, dueMs: number | undefined): Promise<Turn | undefined>;

  /** Something from outside is waiting to enter the world. */
  arrived(): void;

  /** The instant at which it enters: the processes may be ahead of the world. */
  instant(nowMs: number): number;
}

export interface Turn {
  readonly nowMs: number;
  /** `ready`: what is due by now happens; with nothing due, all is quiet. `step`: time has gone on a little; ask again. */
  readonly kind: "ready" | "step";
}
