import { invalidFilterPattern } from "../errors.ts";
import { compileJsonFilter } from "./json-filter.ts";
import { compileRegularExpression } from "./regular-expression.ts";
import { compileSpaceDelimited } from "./space-delimited.ts";

/** Whether a message matches. */
type MessageFilter = (message: string) => boolean;

/**
 * Compiles a filter pattern: terms (`ERROR "two words" -without ?any ?of %expr.ssion%`), a JSON pattern
 * (`{ $.type = "…" }`) or a space-delimited one (`[ip, ..., status = 4*]`)
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html). Throws
 * InvalidParameterException.
 */
export function compileFilterPattern(pattern: string): MessageFilter {
  const text = pattern.trim();
  if (text === "") return () => true;
  if (text.startsWith("{")) return compileJsonFilter(text);
  if (text.startsWith("[")) return compileSpaceDelimited(text);
  return compileTerms(text);
}

/** One term: `-` excludes, `?` makes it one of several of which one is enough. */
const TERM = /([-?]?)(?:"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)+)%|([^\s"%]+))\s*/y;

function compileTerms(text: string): MessageFilter {
  const required: MessageFilter[] = [];
  const excluded: MessageFilter[] = [];
  const anyOf: MessageFilter[] = [];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < text.length) {
    const match = TERM.exec(text);
    if (!match) throw invalidFilterPattern();
    const [, sign, quoted, expression, bare = ""] = match;
    const term =
      expression === undefined
        ? containing(quoted?.replace(/\\(.)/g, "$1") ?? bare)
        : compileRegularExpression(expression);
    (sign === "-" ? excluded : sign === "?" ? anyOf : required).push(term);
  }
  // `?` is without effect beside a required term, as AWS documents.
  return (message) =>
    required.every((fits) => fits(message)) &&
    !excluded.some((fits) => fits(message)) &&
    (required.length > 0 || anyOf.length === 0 || anyOf.some((fits) => fits(message)));
}

const containing =
  (term: string): MessageFilter =>
  (message) =>
    message.includes(term);
