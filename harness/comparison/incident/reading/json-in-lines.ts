import { DEEPEST_JSON } from "./cut-json.ts";
import { endsBlock, type Lines } from "./form.ts";

/** A JSON value of this many lines, or characters, is taken for one that has lost its end. */
const LONGEST_LINES = 50_000;
const LONGEST_TEXT = 32 * 1024 * 1024;

/**
 * Lines that were looked through in vain for the ends of values, by input. When it is too many, only values on one line are
 * read: thousands of open brackets would each be followed to the end of the file.
 */
const inVain = new WeakMap<Lines, number>();
const MOST_IN_VAIN = 200_000;
/** So many brackets of a line may be none of the value's. */
const MOST_STARTS = 4;
/** A line of JSON that is no longer is one of many lines. */
const SHORTEST_LINE = 60;
const LONGEST_REST = 2_000;

export interface FoundJson {
  readonly value: unknown;
  readonly text: string;
  /** What stands before the value on its first line. */
  readonly before: string;
  readonly next: number;
}

/** What begins like JSON and cannot be read; `rest` is what there is of it where its end was lost. */
export interface UnreadJson {
  readonly reason: string;
  readonly rest?: { readonly text: string; readonly before: string; readonly next: number };
}

/**
 * A JSON object or array that begins on this line, alone or behind other text, and may go on over further lines. Undefined
 * when there is none; a reason when what begins like one cannot be read.
 */
export function jsonInLines(lines: Lines, index: number): FoundJson | UnreadJson | undefined {
  const line = withStraightQuotes(lines.text[index] ?? "");
  for (let brace = line.search(/[[{]/), tries = 0; brace >= 0 && tries < MOST_STARTS; tries++) {
    const found = jsonFrom(lines, index, line, brace);
    // A prefix may have brackets of its own: `[server] {"msg": …}`, `server[812]: {"msg": …}`.
    const further = line.indexOf("{", brace + 1);
    const isPrefix = found === undefined || ("value" in found && isOfNumbers(found.value));
    if (!isPrefix || further < 0) return found;
    brace = further;
  }
  return undefined;
}

function jsonFrom(lines: Lines, index: number, line: string, brace: number): ReturnType<typeof jsonInLines> {
  const { text } = lines;
  const spent = inVain.get(lines) ?? 0;
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
      if (end.deepest > DEEPEST_JSON) return { reason: `JSON that is nested deeper than ${DEEPEST_JSON} levels` };
      return parsed(collected, before, at + 1, alone);
    }
    if (!alone || at - index > LONGEST_LINES || collected.length > LONGEST_TEXT) break;
    if (end.broken || spent > MOST_IN_VAIN) break;
    inVain.set(lines, spent + at - index);
  }
  const begins = line.slice(brace);
  if (!/^[{[]\s*(["{[\]}\d]|$)/.test(begins) || (!alone && !/^\{"/.test(begins))) return undefined;
  return { reason: "JSON that does not end", rest: restOf(lines, index, begins, before) };
}

/** One line where it says something by itself, as log lines do; else all up to the end of the block. */
function restOf(lines: Lines, index: number, begins: string, before: string): UnreadJson["rest"] {
  let next = index + 1;
  if (begins.length > SHORTEST_LINE || before.trim() !== "") return { text: begins, before, next };
  const spent = inVain.get(lines) ?? 0;
  if (spent > MOST_IN_VAIN) return { text: begins, before, next };
  while (!endsBlock(lines.text[next]) && next - index < LONGEST_REST) next++;
  inVain.set(lines, spent + next - index);
  return { text: lines.text.slice(index, next).join("\n"), before, next };
}

function parsed(text: string, before: string, next: number, alone: boolean): ReturnType<typeof jsonInLines> {
  try {
    return { value: JSON.parse(text) as unknown, text, before, next };
  } catch (error) {
    if (!alone || !/^[{[]\s*["{[\]}]/.test(text)) return undefined;
    return { reason: `JSON that cannot be read: ${error instanceof Error ? error.message : error}` };
  }
}

const isOfNumbers = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === "number");

/** Word processors and chats make typographer's quotes of all; a text inside of straight ones keeps them. */
function withStraightQuotes(line: string): string {
  return line.includes('"') ? line : line.replace(/[\u201c\u201d\u201e]/g, '"');
}

/** Counts brackets outside of texts in quotes, so that the end of a value is found in one pass. */
class Brackets {
  #depth = 0;
  #deepest = 0;
  #inText = false;
  #escaped = false;

  /** A text in quotes went over the end of a line, which JSON does not have. */
  get broken(): boolean {
    return this.#inText;
  }

  get deepest(): number {
    return this.#deepest;
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
      else if (code === 123 || code === 91) this.#deepest = Math.max(this.#deepest, ++this.#depth);
      else if ((code === 125 || code === 93) && --this.#depth === 0) return index + 1;
    }
    return undefined;
  }
}
