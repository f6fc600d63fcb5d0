import { invalidFilterPattern, notEmulated } from "../errors.ts";
import { compileJsonFilter } from "./json-filter.ts";

/** Whether a message matches. */
type MessageFilter = (message: string) => boolean;

/**
 * Compiles a filter pattern: terms (`ERROR "two words" -without ?any ?of`) or a JSON pattern (`{ $.type = "…" }`)
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html). Throws
 * InvalidParameterException; space-delimited patterns and regular expressions are refused by name.
 */
export function compileFilterPattern(pattern: string): MessageFilter {
  const text = pattern.trim();
  if (text === "") return () => true;
  if (text.startsWith("{")) return compileJsonFilter(text);
  if (text.startsWith("[")) throw notEmulated("A space-delimited filter pattern");
  return compileTerms(text);
}

/** One term: `-` excludes, `?` makes it one of several of which one is enough. */
const TERM = /([-?]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))\s*/y;

function compileTerms(text: string): MessageFilter {
  const required: string[] = [];
  const excluded: string[] = [];
  const anyOf: string[] = [];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < text.length) {
    const match = TERM.exec(text);
    if (!match) throw invalidFilterPattern();
    const term = match[2]?.replace(/\\(.)/g, "$1") ?? match[3] ?? "";
    if (match[2] === undefined && term.startsWith("%")) throw notEmulated("A regular expression in a filter pattern");
    (match[1] === "-" ? excluded : match[1] === "?" ? anyOf : required).push(term);
  }
  // `?` is without effect beside a required term, as AWS documents.
  return (message) =>
    required.every((term) => message.includes(term)) &&
    !excluded.some((term) => message.includes(term)) &&
    (required.length > 0 || anyOf.length === 0 || anyOf.some((term) => message.includes(term)));
}
