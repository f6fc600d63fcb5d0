import { TABLES } from "./tables.ts";

/** All tables and columns with what they mean. */
export function schemaLines(): string[] {
  return TABLES.flatMap(({ name, columns }, index) => {
    const width = Math.max(...Object.keys(columns).map((column) => column.length));
    const lines = Object.entries(columns).map(
      ([column, { type, meaning }]) => `  ${column.padEnd(width)}  ${type.padEnd(7)}  ${meaning.trim()}`,
    );
    return [...(index > 0 ? [""] : []), name, ...lines];
  });
}
