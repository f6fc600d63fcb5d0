import type { Comparable } from "./comparable.ts";
import { withReadableInstants } from "./instants.ts";

/** A value on one line: a text as it is, anything else as JSON, `nothing` where there is none. */
export function onOneLine(value: Comparable | undefined): string {
  if (value === undefined) return "nothing";
  return withReadableInstants(typeof value === "string" ? value : JSON.stringify(value));
}
