/** A moment of a run as `0:03.952`, or `1:05:03.952` after an hour: minutes, seconds, milliseconds from its beginning. */
export function clockText(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const seconds = `${String(Math.floor(whole / 1_000) % 60).padStart(2, "0")}.${String(whole % 1_000).padStart(3, "0")}`;
  const minutes = Math.floor(whole / 60_000);
  if (minutes < 60) return `${minutes}:${seconds}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${seconds}`;
}
