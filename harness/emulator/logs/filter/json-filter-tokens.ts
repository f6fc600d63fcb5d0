import type { Comparison } from "./json-filter-values.ts";

/** A piece of a JSON filter pattern, or of a field of a space-delimited one. */
export type Token =
  | { readonly kind: "symbol"; readonly text: string }
  | { readonly kind: "comparison"; readonly operator: Comparison }
  | { readonly kind: "selector"; readonly steps: readonly (string | number)[] }
  | { readonly kind: "value"; readonly text: string; readonly quoted: boolean }
  | { readonly kind: "regular expression"; readonly text: string };

const TOKEN =
  /\s*(?:(\(|\)|&&|\|\|)|(!=|>=|<=|=|>|<)|(\$(?:\.[A-Za-z0-9_-]+|\[\d+\]|\.?\["[^"]*"\])+)|"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)+)%|([^\s()&|=<>!"%]+))\s*/y;
const STEP = /\.([A-Za-z0-9_-]+)|\[(\d+)\]|\.?\["([^"]*)"\]/g;

/** Splits the inside of the braces; `undefined` when some of it is no token. */
export function readTokens(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    const [, symbol, comparison, selector, quoted, expression, bare] = match;
    if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol });
    else if (comparison !== undefined) tokens.push({ kind: "comparison", operator: comparison as Comparison });
    else if (selector !== undefined) tokens.push({ kind: "selector", steps: readSteps(selector) });
    else if (quoted !== undefined) tokens.push({ kind: "value", text: quoted.replace(/\\(.)/g, "$1"), quoted: true });
    else if (expression !== undefined) tokens.push({ kind: "regular expression", text: expression });
    else tokens.push({ kind: "value", text: bare ?? "", quoted: false });
  }
  return tokens;
}

function readSteps(selector: string): (string | number)[] {
  return [...selector.matchAll(STEP)].map(([, name, index, quoted]) =>
    index === undefined ? (name ?? quoted ?? "") : Number(index),
  );
}
