import type { Lines } from "./form.ts";

/** A JSON value of this many lines, or characters, is taken for one that has lost its end. */
const LONGEST_LINES = 50_000;
const LONGEST_TEXT = 32 * 1024 * 1024;

/**
 * Lines that were looked through in vain for the ends of values, by input. When it is too many, only values on one line are
 * read: thousands of open brackets would each be followed to the end of the file.
 */
const inVain = new WeakMap<Lines, number>();
const MOST_IN_VAIN = 200_000;

export interface FoundJson {
  readonly value: unknown;
  readonly text: string;
  /** What stands before the value on its first line. */
  readonly before: string;
  readonly next: number;
}

/**
 * A JSON object or array that begins on this line, alone or behind other text, and may go on over further lines. Undefined
 * when there is none; a reason when what begins like one cannot be read.
 */
export function jsonInLines(lines: Lines, index: number): FoundJson | { readonly reason: string } | undefined {
  const { text } = lines;
  const spent = inVain.get(lines) ?? 0;
  const line = text[index] ?? "";
  const brace = line.search(/[[{]/);
  if (brace < 0) return undefined;
  const before = line.slice(0, brace);
  // Several lines only where the value is alone, else a brace of a sentence would swallow what follows.
  const alone = /^[\s,]*$/.test(before);
  if (!alone && !line.includes('"', brace)) return undefined;
  const end = new Brackets();
  let collected = "";
  for (let at = index; at < text.length; at++) {
    const part = at === index ? line.slice(brace) : (text[at] ?? "");
    if (at > index && part.trimStart().startsWith("```")) break;
    const closed = end.feed(part);
    collected += closed === undefined ? `${part}\n` : part.slice(0, closed);
    if (closed !== undefined) {
      inVain.set(lines, spent);
      return parsed(collected, before, at + 1, alone);
    }
    if (!alone || at - index > LONGEST_LINES || collected.length > LONGEST_TEXT) break;
    if (end.broken || spent > MOST_IN_VAIN) break;
    inVain.set(lines, spent + at - index);
  }
  if (!alone || !/^[{[]\s*(["{[\]}\d]|$)/.test(line.slice(brace))) return undefined;
  return { reason: "JSON that does not end" };
}

function parsed(text: string, before: string, next: number, alone: boolean): ReturnType<typeof jsonInLines> {
  try {
    return { value: JSON.parse(text) as unknown, text, before, next };
  } catch (error) {
    if (!alone || !/^[{[]\s*["{[\]}]/.test(text)) return undefined;
    return { reason: `JSON that cannot be read: ${error instanceof Error ? error.message : error}` };
  }
}

/** Counts brackets outside of texts in quotes, so that the end of a value is found in one pass. */
class Brackets {
  #depth = 0;
  #inText = false;
  #escaped = false;

  /** A text in quotes went over the end of a line, which JSON does not have. */
  get broken(): boolean {
    return this.#inText;
  }

  /** Index behind the bracket that closes the value; undefined when it goes on. */
  feed(part: string): number | undefined {
    for (let index = 0; index < part.length; index++) {
      const code = part.charCodeAt(index);
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (code === 92) this.#escaped = true;
        else if (code === 34) this.#inText = false;
      } else if (code === 34) this.#inText = true;
      else if (code === 123 || code === 91) this.#depth++;
      else if ((code === 125 || code === 93) && --this.#depth === 0) return index + 1;
    }
    return undefined;
  }
}
