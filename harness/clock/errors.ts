/** Activities wait for each other and nothing can wake them. The message names who waits for what. */
export class DeadlockError extends Error {
  override readonly name = "DeadlockError";
}

/**
 * A modelled call was made inside the real work of another one; such an operation is a composite and must not use
 * `run`.
 */
export class LeafError extends Error {
  override readonly name = "LeafError";
}

/**
 * An operation was issued while the clock was between two deliveries, woken by asynchronous work that the world does
 * not know of. Its place in the order would depend on the machine, so it is an error.
 */
export class StrayError extends Error {
  override readonly name = "StrayError";
}

/** A clock was used by code that does not run inside its world. */
export class OutsideWorldError extends Error {
  override readonly name = "OutsideWorldError";
}
