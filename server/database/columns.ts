import { z } from "zod";

/** Integer columns, also when the driver hands over a text. */
export const integerColumn = z.union([z.number(), z.string(), z.bigint()]).transform(Number);

/** A NULL text is the empty text, as in the server's code (docs/contract/database.md 1). */
export const textColumn = z
  .string()
  .nullable()
  .transform((text) => text ?? "");

/** A time column as milliseconds since the epoch; drivers hand over a Date, or a text in UTC. */
export const timeColumn = z
  .union([z.date(), z.string()])
  .transform((value) => (typeof value === "string" ? Date.parse(`${value.replace(" ", "T")}Z`) : value.getTime()));

/** A JSON column: parsed by the driver, or a text. */
export const jsonColumn = z
  .unknown()
  .transform((value): unknown => (typeof value === "string" ? JSON.parse(value) : value));

/** NULL for the empty text. */
export function textOrNull(text: string): string | null {
  return text === "" ? null : text;
}

export function dateOrNull(atMs: number | null): Date | null {
  return atMs === null ? null : new Date(atMs);
}
