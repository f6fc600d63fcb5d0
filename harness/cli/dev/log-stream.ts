import type { Palette } from "../../support/palette.ts";
import { printableLine } from "../../support/printable-line.ts";
import { timeOfDay } from "../cloud/hop-line.ts";
import type { LogEntry } from "./log-entry.ts";

const PART_WIDTH = 17;
const LEVEL_WIDTH = 5;
/** Characters of one field's value; SQL and stacks are longer. */
const LONGEST_VALUE = 300;
const LONGEST_MESSAGE = 2_000;

const COLOUR_OF_LEVEL: Readonly<Record<string, keyof Palette>> = { DEBUG: "dim", WARN: "yellow", ERROR: "red" };

/**
 * A log entry as one line: time (UTC), part, level, message, fields. Nothing that a part has written can end the line
 * or move the cursor.
 *
 * @example 10:13:16.120  server            INFO   HTTP Request  method=POST status=200
 */
export function logText(entry: LogEntry, paint: Palette): string {
  const { at, part, level, message, fields } = entry;
  const colour = COLOUR_OF_LEVEL[level];
  const words = printableLine(message, LONGEST_MESSAGE);
  const levelText = printableLine(level, 20).padEnd(LEVEL_WIDTH);
  return [
    paint.dim(timeOfDay(at)),
    paint.cyan(printableLine(part, 60).padEnd(PART_WIDTH)),
    colour ? paint[colour](levelText) : levelText,
    level === "ERROR" ? paint.red(words) : words,
    ...(fields.length > 0 ? [paint.dim(fields.map(fieldText).join(" "))] : []),
  ].join("  ");
}

function fieldText([name, value]: readonly [string, unknown]): string {
  const plain = typeof value === "string" && /^[^\s="]+$/.test(value);
  const text = plain ? value : (JSON.stringify(value) ?? "null");
  return `${printableLine(name, 100)}=${printableLine(text, LONGEST_VALUE)}`;
}
