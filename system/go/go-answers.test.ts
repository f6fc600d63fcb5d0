import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseGoDuration } from "./duration.ts";
import { encodeGoJsonSorted } from "./json.ts";
import { decodeGoAny } from "./json-any.ts";
import { JsonTypeError } from "./json-binding.ts";
import { JsonSyntaxError, readJsonValue } from "./json-syntax.ts";
import { goQuote } from "./quote.ts";
import { parseRfc3339 } from "./rfc3339.ts";
import { parseGoUrl, UrlError } from "./url.ts";
import { decodeGoUtf8 } from "./utf8.ts";

const kinds = z.enum(["json", "url", "time", "duration", "quote", "runes"]);
/**
 * Of URLs without passwords, escapes in hosts and fragments, and Go's rarer reasons against IPv6 addresses, which `parseGoUrl` does
 * not have in Go's way. What was asked, the text (bytes in hex where it is none), and what Go 1.26.8 in a
 * module of Go 1.22 answered.
 */
const answers = z
  .array(z.tuple([kinds, z.union([z.string(), z.object({ hex: z.string() })]), z.string()]))
  .parse(JSON.parse(readFileSync(new URL("./fixtures/go-answers.json", import.meta.url), "utf8")));

/** An error of Go's begins with an exclamation mark. */
const ours: Readonly<Record<z.infer<typeof kinds>, (bytes: Buffer) => string>> = {
  json: (bytes) => {
    const { node, end } = readJsonValue(bytes);
    return `${end} ${encodeGoJsonSorted(decodeGoAny(node))}`;
  },
  url: (bytes) => {
    const { scheme, host, text } = parseGoUrl(bytes.toString());
    return `${scheme} ${host} ${text}`;
  },
  time: (bytes) => String(parseRfc3339(bytes.toString()) ?? "!"),
  duration: (bytes) => {
    const ms = parseGoDuration(bytes.toString());
    return ms === undefined ? "!" : String(Math.round(ms * 1e6) + 0);
  },
  quote: (bytes) => goQuote(bytes.toString()),
  runes: (bytes) => decodeGoUtf8(bytes),
};

test.each(kinds.options)("%s: hundreds of texts, whole and broken, are read as Go reads them", (kind) => {
  const asked = answers.filter(([of]) => of === kind);
  const found = asked.map(([, given]) => [given, answerOf(kind, given)]);
  expect(asked.length).toBeGreaterThan(10);
  expect(found).toEqual(asked.map(([, given, answer]) => [given, answer]));
});

function answerOf(kind: z.infer<typeof kinds>, given: string | { readonly hex: string }): string {
  try {
    return ours[kind](typeof given === "string" ? Buffer.from(given) : Buffer.from(given.hex, "hex"));
  } catch (error) {
    const isGos = error instanceof JsonSyntaxError || error instanceof JsonTypeError || error instanceof UrlError;
    if (!isGos) throw error;
    return `! ${error.message}`;
  }
}
