import { printable } from "./printable.ts";

/** What ends a line, moves the cursor or turns the direction of writing, and that `printable` leaves alone. */
const UNRULY = /[\t\n\u0080-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const SHORT: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n" };

/**
 * Text of unknown origin as a part of one line of a terminal: nothing in it ends the line or changes what stands beside
 * it.
 */
export function printableLine(text: string, longest?: number): string {
  return printable(text, longest).replace(
    UNRULY,
    (unruly) => SHORT[unruly] ?? `\\u${unruly.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
