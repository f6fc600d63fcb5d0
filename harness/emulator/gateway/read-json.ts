/** As deep as Jackson goes, which reads requests at AWS (StreamReadConstraints.DEFAULT_MAX_DEPTH). */
const MAXIMUM_DEPTH = 1000;

/** The value of a JSON text. Throws SyntaxError, also for what is nested so deeply that working on it would fail. */
export function readJson(text: string): unknown {
  if (nestedDeeper(text, MAXIMUM_DEPTH)) throw new SyntaxError(`JSON is nested deeper than ${MAXIMUM_DEPTH} levels`);
  return JSON.parse(text) as unknown;
}

/** Looks at brackets outside of strings; in a text that is no JSON it may see too many. */
function nestedDeeper(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs)) {
    if (token === "[" || token === "{") depth++;
    else if (token === "]" || token === "}") depth--;
    if (depth > limit) return true;
  }
  return false;
}

/**
 * Whether a work was given up because a value is nested too deeply for it: that of a member whose text is JSON once more, as the
 * input of an execution is. Nothing had been changed by then, and it is the request's fault, not ours.
 */
export function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message === "Maximum call stack size exceeded";
}
