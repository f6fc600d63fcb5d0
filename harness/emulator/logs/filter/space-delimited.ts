import { invalidFilterPattern } from "../errors.ts";
import { readTokens, type Token } from "./json-filter-tokens.ts";
import { compareTo } from "./json-filter-values.ts";

type Field = (value: string) => boolean;

/** Any number of fields. */
const ELLIPSIS = "...";

/** Separated by blanks; what stands in brackets or quotation marks is one field. */
const WORD = /\[([^\]]*)\]|"([^"]*)"|(\S+)/g;

/**
 * `[ip, user, ..., status = 4* && status != 404, size > 1000]`: the fields of a line, by their places
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#extract-log-event-values). Throws
 * InvalidParameterException.
 */
export function compileSpaceDelimited(text: string): (message: string) => boolean {
  if (!text.endsWith("]")) throw invalidFilterPattern();
  const parts = partsOf(text.slice(1, -1)).map((part) => part.trim());
  const ellipsis = parts.indexOf(ELLIPSIS);
  if (ellipsis !== parts.lastIndexOf(ELLIPSIS)) throw invalidFilterPattern();
  const before = (ellipsis < 0 ? parts : parts.slice(0, ellipsis)).map(compileField);
  const after = (ellipsis < 0 ? [] : parts.slice(ellipsis + 1)).map(compileField);
  const count = before.length + after.length;
  return (message) => {
    const words = [...message.matchAll(WORD)].map(([, bracketed, quoted, plain]) => bracketed ?? quoted ?? plain ?? "");
    if (ellipsis < 0 ? words.length !== count : words.length < count) return false;
    const from = words.length - after.length;
    return (
      before.every((fits, index) => fits(words[index] ?? "")) &&
      after.every((fits, index) => fits(words[from + index] ?? ""))
    );
  };
}

/** The text between commas, except those in quotation marks and regular expressions. */
function partsOf(text: string): string[] {
  return text.match(/(?:"(?:[^"\\]|\\.)*"|%(?:[^%\\]|\\.)*%|[^,"%])+|(?<=^|,)(?=,|$)/g) ?? [];
}

/** A name, and perhaps what its field must be: `name`, `name = x && name != y || name > 3`. */
function compileField(text: string): Field {
  const tokens = readTokens(text);
  if (tokens === undefined) throw invalidFilterPattern();
  if (tokens.length <= 1) {
    if (tokens[0] && tokens[0].kind !== "value") throw invalidFilterPattern();
    return () => true;
  }
  const alternatives = split(tokens, "||").map((all) => split(all, "&&").map(compileCondition));
  return (value) => alternatives.some((conditions) => conditions.every((fits) => fits(value)));
}

function split(tokens: readonly Token[], symbol: string): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "symbol" && token.text === symbol) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function compileCondition(tokens: readonly Token[]): Field {
  const [name, operator, operand, ...others] = tokens;
  if (name?.kind !== "value" || operator?.kind !== "comparison" || others.length > 0) throw invalidFilterPattern();
  if (operand?.kind !== "value" && operand?.kind !== "regular expression") throw invalidFilterPattern();
  const compare = compareTo(operator.operator, operand);
  if (!compare) throw invalidFilterPattern();
  const isOrder = operator.operator !== "=" && operator.operator !== "!=";
  return (value) => compare(isOrder && value.trim() !== "" ? Number(value) : value);
}
