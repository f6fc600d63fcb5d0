import type { Clock } from "../../clock/clock.ts";
import { settledWithin } from "../../clock/settled-within.ts";

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
  const waitAPiece = (): Promise<{ readonly value: T } | undefined> => {
    outcome ??= work();
    return settledWithin(outcome, pieceMs);
  };
  let piece = await clock.run(label, latencyMs, waitAPiece);
  while (!piece) piece = await clock.run(label, 0, waitAPiece);
  return piece.value;
}
