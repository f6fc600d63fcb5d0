import { parseGoDuration } from "../../../system/go/duration.ts";

/** What somebody has typed. */
export type Typed =
  | { readonly kind: "advance"; readonly ms: number }
  | { readonly kind: "restart" }
  | { readonly kind: "lines" }
  | { readonly kind: "nothing" }
  | { readonly kind: "unknown"; readonly text: string };

/** Reads a typed line: `+15m`, `+1h30m`, `restart`, `lines`. */
export function readTypedLine(line: string): Typed {
  const text = line.trim();
  if (text === "") return { kind: "nothing" };
  if (text === "restart" || text === "lines") return { kind: text };
  const ms = /^\+[\d.]/.test(text) ? parseGoDuration(text) : undefined;
  return ms === undefined ? { kind: "unknown", text } : { kind: "advance", ms: Math.round(ms) };
}
