/** Stands in every stub, so that a vDSO that has one already is known. */
export const STUB_SIGNATURE = Buffer.from("virtual time 1\0\0", "latin1");

/** Code that takes the place of the vDSO's functions in one process, and the words that it reads. */
export interface ClockStub {
  /** To be placed at an address that is a multiple of 16. */
  readonly bytes: Buffer;
  /** Where in `bytes` the word lies that says how far the clocks are ahead: nanoseconds, 64 bits, aligned to 8 bytes. */
  readonly aheadAt: number;
  /**
   * Likewise the word that holds the instant at which the wall clocks stand still: nanoseconds since the epoch; 0: they run.
   */
  readonly standingAt: number;
  /** The vDSO's functions that it replaces, by their names there, and where in `bytes` each begins. */
  readonly entries: ReadonlyMap<string, number>;
  /** What is written over the beginning of a function so that it goes on at `distance` bytes from there. */
  detour(distance: number): Buffer;
}

export interface StubOptions {
  /** Nanoseconds by which the wall clocks alone are off from the start; may be negative. Never changes. */
  readonly wallStartNs: bigint;
  /** Bit mask of the clock ids that follow the word at `aheadAt`. */
  readonly shiftedClocks: number;
}
