/** As deep as Jackson goes, which reads requests at AWS (StreamReadConstraints.DEFAULT_MAX_DEPTH). */
const MAXIMUM_DEPTH = 1000;

/** The value of a JSON text. Throws SyntaxError, also for what is nested so deeply that working on it would fail. */
export function readJson(text: string): unknown {
  if (nestedDeeper(text, MAXIMUM_DEPTH)) throw new SyntaxError(`JSON is nested deeper than ${MAXIMUM_DEPTH} levels`);
  return JSON.parse(text) as unknown;
}

/**
 * Looks at brackets outside of strings; in a text that is no JSON it may see too many. No regular expression: one that
 * passes over a string of 20 MB (the package of a function) uses up V8's stack for backtracking.
 */
function nestedDeeper(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') index = endOfString(text, index);
    else if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth--;
    if (depth > limit) return true;
  }
  return false;
}

/** Index of the quotation mark that ends the string which begins at `start`; that of the text's end when none does. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

/**
 * Whether a work was given up because a value is nested too deeply for it: that of a member whose text is JSON once more, as the
 * input of an execution is. Nothing had been changed by then, and it is the request's fault, not ours.
 */
export function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message === "Maximum call stack size exceeded";
}
