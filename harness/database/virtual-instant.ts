/** MySQL's TIMESTAMP ends at this second, and MariaDB would silently stop the clock there. */
const LAST_INSTANT_MS = Date.UTC(2038, 0, 19, 3, 14, 7);
/** `SET timestamp=0` would mean the machine's time. */
const FIRST_INSTANT_MS = 1_000;

/** Virtual milliseconds as `SET timestamp` wants them. Throws for instants that the database cannot follow. */
export function sqlTimestamp(epochMs: number): string {
  if (epochMs > LAST_INSTANT_MS || epochMs < FIRST_INSTANT_MS) {
    throw new RangeError(
      `virtual time is ${new Date(epochMs).toISOString()}, but the database can only follow it from ` +
        "1970-01-01T00:00:01Z to 2038-01-19T03:14:07Z; start the world within these",
    );
  }
  return `${Math.floor(epochMs / 1000)}.${String(Math.floor(epochMs) % 1000).padStart(3, "0")}`;
}
