/** The target of a request taken apart. Nothing is normalised: `/a/./b` stays, and `%2F` is not a separator. */
export interface RequestTarget {
  /** Path as sent, percent-encoded. */
  readonly rawPath: string;
  /** What follows the question mark as sent, or "". */
  readonly rawQuery: string;
  /** Decoded parameters in the order sent; a parameter without `=` has the value "". */
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** Each request is taken apart in several places, one after the other. */
let last: { readonly text: string; readonly target: RequestTarget } | undefined;

export function parseRequestTarget(pathAndQuery: string): RequestTarget {
  if (last?.text !== pathAndQuery) last = { text: pathAndQuery, target: takeApart(pathAndQuery) };
  return last.target;
}

function takeApart(pathAndQuery: string): RequestTarget {
  const mark = pathAndQuery.indexOf("?");
  if (mark < 0) return { rawPath: pathAndQuery, rawQuery: "", query: [] };
  const rawQuery = pathAndQuery.slice(mark + 1);
  const query = rawQuery
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair): [string, string] => {
      const equals = pair.indexOf("=");
      return equals < 0
        ? [decodeQueryText(pair), ""]
        : [decodeQueryText(pair.slice(0, equals)), decodeQueryText(pair.slice(equals + 1))];
    });
  return { rawPath: pathAndQuery.slice(0, mark), rawQuery, query };
}

/** Percent-decodes UTF-8; `undefined` when the text is not well encoded. */
export function percentDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Percent-encodes as Signature V4 wants it: all but RFC 3986's unreserved characters, hex digits upper case. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decodeQueryText(text: string): string {
  const spaced = text.replaceAll("+", " ");
  return percentDecode(spaced) ?? spaced;
}
