import type { Clock } from "../../clock/clock.ts";
import { machineTime } from "../../clock/machine-time.ts";

/** Real milliseconds that one piece of waiting takes: less than what the virtual clock takes for a standstill. */
const PIECE_MS = 20_000;

/**
 * Real work of any length (a film on a slow machine), delivered at `now + latencyMs`. The virtual clock takes one piece of
 * work that does not end for a standstill; so the waiting is cut into pieces, the further ones of which take no virtual time.
 */
export async function runPatiently<T>(
  clock: Clock,
  label: string,
  latencyMs: number,
  work: () => Promise<T>,
  pieceMs = PIECE_MS,
): Promise<T> {
  let outcome: Promise<T> | undefined;
  const waitAPiece = (): Promise<{ value: T } | "unfinished"> => {
    outcome ??= work();
    return firstOf(outcome, pieceMs);
  };
  let piece = await clock.run(label, latencyMs, waitAPiece);
  while (piece === "unfinished") piece = await clock.run(label, 0, waitAPiece);
  return piece.value;
}

async function firstOf<T>(outcome: Promise<T>, pieceMs: number): Promise<{ value: T } | "unfinished"> {
  let timeout: ReturnType<typeof machineTime.setTimeout> | undefined;
  const limit = new Promise<"unfinished">((resolve) => {
    timeout = machineTime.setTimeout(() => resolve("unfinished"), pieceMs);
  });
  try {
    return await Promise.race([outcome.then((value) => ({ value })), limit]);
  } finally {
    machineTime.clearTimeout(timeout);
  }
}
