import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { Lines, Problem } from "./form.ts";

/** Longer lines are named and left out; MySQL's largest packet holds no larger text by default. */
const LONGEST_LINE = 16 * 1024 * 1024;
/** All lines of one input together. */
const LARGEST_INPUT = 256 * 1024 * 1024;

export interface SplitInput {
  readonly lines: Lines;
  readonly problems: readonly Problem[];
}

/**
 * The lines of an input as it streams in. A line that is too long becomes an empty one, so that the numbers of all others
 * hold; what is wrong with an input is named once for each kind.
 */
export async function splitLines(file: string, input: Readable): Promise<SplitInput> {
  const text: string[] = [];
  const problems: Problem[] = [];
  const decoder = new StringDecoder("utf8");
  let parts: string[] = [];
  let length = 0;
  let kept = 0;
  const endLine = (): void => {
    const line = text.length + 1;
    if (length > LONGEST_LINE) {
      const reason = `a line of ${length} characters; lines of up to ${LONGEST_LINE} are read`;
      problems.push({ place: { file, line }, reason });
      text.push("");
    } else {
      const whole = parts.join("");
      text.push(whole.endsWith("\r") ? whole.slice(0, -1) : whole);
    }
    parts = [];
    length = 0;
  };
  const take = (chunk: string): void => {
    let from = 0;
    for (let end = chunk.indexOf("\n"); end >= 0; end = chunk.indexOf("\n", from)) {
      add(chunk.slice(from, end));
      endLine();
      from = end + 1;
    }
    add(chunk.slice(from));
  };
  const add = (part: string): void => {
    length += part.length;
    if (length > LONGEST_LINE) parts = [];
    else if (part !== "") parts.push(part);
    kept += part.length;
  };
  for await (const chunk of input) {
    take(decoder.write(chunk as Buffer));
    if (kept > LARGEST_INPUT && length <= LONGEST_LINE) {
      const reason = `more than ${LARGEST_INPUT / 1024 / 1024} MiB; what follows is not read: cut the file`;
      problems.push({ place: { file, line: text.length + 1 }, reason });
      break;
    }
    // A single endless line counts once.
    if (length > LONGEST_LINE) kept -= Math.min(kept, chunk.length);
  }
  take(decoder.end());
  if (length > 0) endLine();
  if (text[0]?.startsWith("\uFEFF")) text[0] = text[0].slice(1);
  const odd = text.findIndex((line) => line.includes("\uFFFD"));
  if (odd >= 0) problems.push({ place: { file, line: odd + 1 }, reason: "bytes that are no UTF-8; read as \uFFFD" });
  const nul = text.findIndex((line) => line.includes("\0"));
  if (nul >= 0) problems.push({ place: { file, line: nul + 1 }, reason: "NUL bytes, which no log or export has" });
  return { lines: { file, text }, problems };
}
