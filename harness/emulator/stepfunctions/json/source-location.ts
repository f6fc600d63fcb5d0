import { MAXIMUM_QUOTED_CHARACTERS } from "../limits.ts";
/** Jackson quotes no more of the text (`ContentReference`, its default). */

/** Where a parser stood, as Jackson words it: `[Source: (String)"not json"; line: 1, column: 4]` (recorded: NOT_A_DEF). */
export function sourceLocation(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  const rest = text.length - MAXIMUM_QUOTED_CHARACTERS;
  const quoted = rest > 0 ? `"${text.slice(0, MAXIMUM_QUOTED_CHARACTERS)}"[truncated ${rest} chars]` : `"${text}"`;
  return `[Source: (String)${quoted}; line: ${line}, column: ${offset - lineStart + 1}]`;
}
