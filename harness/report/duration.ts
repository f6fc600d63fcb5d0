const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A length of time as people say it, in its two largest units: `84 ms`, `3.2 s`, `2 m 31 s`, `1 h 5 m`, `7 d 2 h`. */
export function durationText(ms: number): string {
  if (ms < SECOND_MS - 0.5) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS - 50) return `${(ms / SECOND_MS).toFixed(1)} s`;
  const seconds = Math.round(ms / SECOND_MS) * SECOND_MS;
  if (seconds < HOUR_MS) return twoUnits(seconds, MINUTE_MS, "m", SECOND_MS, "s");
  if (seconds < DAY_MS) return twoUnits(seconds, HOUR_MS, "h", MINUTE_MS, "m");
  return twoUnits(seconds, DAY_MS, "d", HOUR_MS, "h");
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % large) / small);
  const head = `${Math.floor(ms / large)} ${largeName}`;
  return rest === 0 ? head : `${head} ${rest} ${smallName}`;
}
