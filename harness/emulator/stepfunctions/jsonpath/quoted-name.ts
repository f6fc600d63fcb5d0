import type { TextCursor } from "./text-cursor.ts";

/** A backslash escapes only the quote and itself; before anything else it stands for itself (recorded: ESCAPE_SEQUENCES_JSONPATH). */
export function parseQuotedName(cursor: TextCursor): string {
  const quote = cursor.next();
  let name = "";
  for (;;) {
    if (cursor.ended) throw cursor.error(`expected ${quote}`);
    const character = cursor.next();
    if (character === quote) return name;
    name += character === "\\" && (cursor.peek() === quote || cursor.peek() === "\\") ? cursor.next() : character;
  }
}
