/** A duration as Go prints it: `30m0s`, `1h0m0s`, `1.5s`, `250ms`, `0s`. Negative durations do not occur here. */
export function formatGoDuration(ms: number): string {
  if (ms === 0) return "0s";
  if (ms < 1000) return `${ms}ms`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = `${(ms % 60_000) / 1000}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  "\u00b5s": 1e-3,
  "\u03bcs": 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/y;

/** Milliseconds of a duration as Go reads it (`10s`, `1h30m`, `-1.5s`, `0`); undefined when it is none. */
export function parseGoDuration(text: string): number | undefined {
  const unsigned = text.replace(/^[+-]/, "");
  if (unsigned === "0") return 0;
  let ms = 0;
  let at = 0;
  while (at < unsigned.length) {
    PART.lastIndex = at;
    const part = PART.exec(unsigned);
    if (!part) return undefined;
    ms += Number(part[1]) * (UNIT_MS[part[2] ?? ""] ?? 0);
    at = PART.lastIndex;
  }
  if (at === 0) return undefined;
  return text.startsWith("-") ? -ms : ms;
}
