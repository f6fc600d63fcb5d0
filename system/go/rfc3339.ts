const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * Milliseconds since the epoch of an RFC 3339 text as Go's parser accepts it (an hour may have one digit), undefined
 * when it does not.
 */
export function parseRfc3339(text: string): number | undefined {
  const match = RFC3339.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction = "", sign, offsetHours = "0", offsetMinutes = "0"] = match;
  const number = (part: string | undefined): number => Number(part);
  if (number(hour) > 23 || number(minute) > 59 || number(second) > 59) return undefined;
  if (number(offsetHours) > 24 || number(offsetMinutes) > 60) return undefined;
  const back = new Date(Date.UTC(2000, 0, 1, number(hour), number(minute), number(second)));
  // Date.UTC takes years below 100 for those of the twentieth century.
  back.setUTCFullYear(number(year), number(month) - 1, number(day));
  const at = back.getTime();
  if (back.getUTCMonth() !== number(month) - 1 || back.getUTCDate() !== number(day)) return undefined;
  const offsetMs = (number(offsetHours) * 60 + number(offsetMinutes)) * 60_000;
  return at + Number(`${fraction}000`.slice(0, 3)) - (sign === "-" ? -offsetMs : offsetMs);
}

/** RFC 3339 in UTC with as many fraction digits as needed, as Go's RFC3339Nano prints. */
export function formatRfc3339Nano(ms: number): string {
  return new Date(ms).toISOString().replace(/\.?0+Z$/, "Z");
}

/** RFC 3339 in UTC, whole seconds. */
export function formatRfc3339(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}
