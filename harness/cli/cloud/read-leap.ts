import { z } from "zod";

/** The longest leap of one request: a year. */
export const LONGEST_LEAP_MS = 366 * 86_400_000;

const leapSchema = z.strictObject({ advanceMs: z.number().min(0).max(LONGEST_LEAP_MS) });

/** Milliseconds by which a request puts the clock forward; `undefined` where it says nothing of the kind. */
export function readLeap(body: Buffer): number | undefined {
  return leapSchema.safeParse(parsed(body)).data?.advanceMs;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
