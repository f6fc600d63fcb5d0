/** One of several parts that something is divided into, to be worked on by machines of their own. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}
