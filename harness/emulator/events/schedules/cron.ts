import { FIRST_CRON_YEAR, LAST_CRON_YEAR } from "../limits.ts";

/** The days of one field: of a month, or of a week. */
type Days = (day: CalendarDay) => boolean;

interface CalendarDay {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31 */
  readonly date: number;
  /** 1 (Sunday) to 7 */
  readonly weekday: number;
  /** The month's last date. */
  readonly last: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * The next minute in UTC, as milliseconds since the epoch, after `afterMs`; `undefined` when there is none.
 * The function is `undefined` where the six fields are none of AWS's cron:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html#eb-cron-expressions
 */
export function compileCron(text: string): ((afterMs: number) => number | undefined) | undefined {
  const [
    minuteField = "",
    hourField = "",
    dateField = "",
    monthField = "",
    weekdayField = "",
    yearField = "",
    ...more
  ] = text.trim().split(/\s+/);
  const minutes = numbers(minuteField, 0, 59);
  const hours = numbers(hourField, 0, 23);
  const months = numbers(monthField, 1, 12, MONTHS);
  const years = numbers(yearField, FIRST_CRON_YEAR, LAST_CRON_YEAR);
  // Exactly one of the two says nothing.
  const days = weekdayField === "?" ? datesOf(dateField) : dateField === "?" ? weekdaysOf(weekdayField) : undefined;
  if (!minutes || !hours || !months || !years || !days || more.length > 0) return undefined;
  const isDay = (day: CalendarDay) => years.has(day.year) && months.has(day.month) && days(day);
  const ofDay = [...hours].flatMap((hour) => [...minutes].map((minute) => (hour * 60 + minute) * MINUTE_MS));
  const times = ofDay.sort((left, right) => left - right);
  const endMs = Date.UTC(LAST_CRON_YEAR + 1, 0, 1);
  return (afterMs) => {
    for (let dayMs = Math.floor(afterMs / DAY_MS) * DAY_MS; dayMs < endMs; dayMs += DAY_MS) {
      if (!isDay(calendarDay(dayMs))) continue;
      const time = times.find((ms) => dayMs + ms > afterMs);
      if (time !== undefined) return dayMs + time;
    }
    return undefined;
  };
}

function calendarDay(dayMs: number): CalendarDay {
  const at = new Date(dayMs);
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  return { year, month, date, weekday: at.getUTCDay() + 1, last: new Date(Date.UTC(year, month, 0)).getUTCDate() };
}

/** `*`, values, ranges (which may go over the end: 20-2), steps, and lists of these. */
function numbers(field: string, least: number, most: number, names: readonly string[] = []): Set<number> | undefined {
  const numberOf = (word: string): number => {
    const index = names.indexOf(word.toUpperCase());
    const value = index >= 0 ? index + least : /^\d+$/.test(word) ? Number(word) : Number.NaN;
    return value >= least && value <= most ? value : Number.NaN;
  };
  const all = new Set<number>();
  for (const part of field.split(",")) {
    const [range = "", step, ...more] = part.split("/");
    const [low = "", high, ...others] = range.split("-");
    const every = step === undefined ? 1 : /^[1-9]\d*$/.test(step) ? Number(step) : Number.NaN;
    const first = range === "*" ? least : numberOf(low);
    const end = range === "*" || (high === undefined && step !== undefined) ? most : numberOf(high ?? low);
    if (Number.isNaN(every + first + end) || more.length > 0 || others.length > 0) return undefined;
    const size = most - least + 1;
    const length = end >= first ? end - first : end - first + size;
    for (let offset = 0; offset <= length; offset += every) all.add(((first - least + offset) % size) + least);
  }
  return all;
}

/** Numbers, `L` (the last day), `LW` (the last working day), `3W` (the working day nearest to the 3rd, in the same month). */
function datesOf(field: string): Days | undefined {
  if (field === "L") return ({ date, last }) => date === last;
  const near = /^(L|\d{1,2})W$/.exec(field)?.[1];
  if (near === undefined) {
    const dates = numbers(field, 1, 31);
    return dates && (({ date }) => dates.has(date));
  }
  if (near !== "L" && !(Number(near) >= 1 && Number(near) <= 31)) return undefined;
  return (day) => {
    const wanted = near === "L" ? day.last : Number(near);
    return wanted <= day.last && day.date === nearestWorkingDate(day, wanted);
  };
}

function nearestWorkingDate({ weekday, date, last }: CalendarDay, wanted: number): number {
  const ofWanted = (((weekday - 1 + wanted - date) % 7) + 7) % 7;
  if (ofWanted === 6) return wanted > 1 ? wanted - 1 : wanted + 2;
  if (ofWanted === 0) return wanted < last ? wanted + 1 : wanted - 2;
  return wanted;
}

/** Numbers and names, `6L` (the month's last Friday), `2#1` (its first Monday). */
function weekdaysOf(field: string): Days | undefined {
  const [, name = "", special = ""] = /^(\w+?)(L|#[1-5])$/.exec(field) ?? [];
  const days = numbers(special === "" ? field.replace(/^L$/, "7") : name, 1, 7, WEEKDAYS);
  if (!days || special === "") return days && (({ weekday }) => days.has(weekday));
  if (special === "L") return ({ weekday, date, last }) => days.has(weekday) && date > last - 7;
  return ({ weekday, date }) => days.has(weekday) && Math.ceil(date / 7) === Number(special.slice(1));
}
