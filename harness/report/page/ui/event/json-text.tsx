import type { JSX } from "preact";
import { useState } from "preact/hooks";

const MOST_LINES = 300;
const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

/** A text; JSON is written with indentation and coloured. */
export function JsonText({ text }: { readonly text: string }) {
  const [all, setAll] = useState(false);
  const { lines, isJson } = linesOf(text);
  const shown = all ? lines : lines.slice(0, MOST_LINES);
  return (
    <>
      <pre class="wrap">{isJson ? coloured(shown.join("\n")) : shown.join("\n")}</pre>
      {lines.length > shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          All {lines.length.toLocaleString("en")} lines
        </button>
      )}
    </>
  );
}

function linesOf(text: string): { readonly lines: readonly string[]; readonly isJson: boolean } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) {
      return { lines: JSON.stringify(value, undefined, 2).split("\n"), isJson: true };
    }
  } catch {
    // Not JSON, so it is shown as it is.
  }
  return { lines: text.split("\n"), isJson: false };
}

function coloured(text: string) {
  const parts: (string | JSX.Element)[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [whole, string, colon, word, number] = match;
    const kind =
      string !== undefined
        ? colon === undefined
          ? "string"
          : "name"
        : word !== undefined
          ? "word"
          : number !== undefined
            ? "number"
            : "";
    parts.push(text.slice(at, match.index), <span class={`json-${kind}`}>{string ?? whole}</span>, colon ?? "");
    at = match.index + whole.length;
  }
  return [...parts, text.slice(at)];
}
