import { UsageError } from "../../support/usage-error.ts";

const PARTS = /\s+|&&|\|\||[()!]|[^\s()!&|]+|./gy;
const BINARY: ReadonlySet<string> = new Set(["and", "or", "&&", "||"]);
const NEGATION: ReadonlySet<string> = new Set(["not", "!"]);

/**
 * An expression over tags in Vitest's language (`ffmpeg and not (incident or D*)`), looked at here because Vitest's workers
 * would refuse a wrong one once for each file.
 */
export function readTagsFilter(text: string): readonly string[] {
  let depth = 0;
  let complete = false;
  for (const part of partsOf(text)) {
    const word = part.toLowerCase();
    if (word === "(" || NEGATION.has(word)) {
      if (complete) throw wrongFilter(text, `"${part}" needs "and" or "or" before it`);
      if (word === "(") depth++;
    } else if (BINARY.has(word) || word === ")") {
      if (!complete) throw wrongFilter(text, `"${part}" needs a tag before it`);
      if (word === ")" && --depth < 0) throw wrongFilter(text, 'there is a ")" too many');
      complete = word === ")";
    } else if (word === "&" || word === "|") {
      throw wrongFilter(text, `"${part}" must be written twice`);
    } else {
      if (complete) throw wrongFilter(text, `"${part}" needs "and" or "or" before it`);
      complete = true;
    }
  }
  if (!complete) throw wrongFilter(text, "a tag is missing at its end");
  if (depth > 0) throw wrongFilter(text, 'a ")" is missing');
  return [text];
}

/** The tags that expressions name; `D*` stands for all that begin so. */
export function tagsNamed(filters: readonly string[]): readonly string[] {
  const words = filters.flatMap(partsOf).filter((part) => !/^([()!&|]|&&|\|\||and|or|not)$/i.test(part));
  return [...new Set(words)];
}

function partsOf(text: string): readonly string[] {
  return (text.match(PARTS) ?? []).filter((part) => part.trim() !== "");
}

function wrongFilter(text: string, reason: string): UsageError {
  return new UsageError(`--tags-filter: "${text}": ${reason}. Say, for example, "ffmpeg and not incident".`);
}
