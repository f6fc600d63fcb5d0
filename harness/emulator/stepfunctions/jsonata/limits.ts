/** Evaluations of parts of one expression. AWS stops after one second instead; steps give the same answer on every machine. */
export const MAXIMUM_STEPS = 1_000_000;

/** Nested evaluations (measured on AWS by the floci project: 100 pass, 101 do not). */
export const MAXIMUM_DEPTH = 100;

/** Bytes of one value: 8 for a number, one for a character (measured: `[1..873782]` passes, one more does not). */
export const MAXIMUM_VALUE_BYTES = 6_990_256;

/** Elements of `$range` (measured). */
export const MAXIMUM_RANGE = 360_145;

/** An expression needs more than AWS grants it; worded as AWS does, without a code. */
export class JsonataLimit extends Error {
  constructor(message: string) {
    super(message);
    this.name = "JsonataLimit";
  }
}

export function timeLimit(): JsonataLimit {
  return new JsonataLimit("Expression evaluation timeout: Check for infinite loop");
}

export function depthLimit(): JsonataLimit {
  return new JsonataLimit(
    "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive",
  );
}

export function memoryLimit(): JsonataLimit {
  return new JsonataLimit("Expression evaluation memory limit exceeded: Check for excessive memory usage");
}
