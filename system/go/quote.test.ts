import { expect, test } from "vitest";
import { goQuote } from "./quote.ts";

/** Measured with Go 1.26.8: `strconv.Quote`. */
test.each([
  ["a b", '"a b"'],
  ['"\\', '"\\"\\\\"'],
  ["\u0001\n\t\u007f", '"\\x01\\n\\t\\x7f"'],
  ["höst €", '"höst €"'],
  ["\u200b\u00a0", '"\\u200b\\u00a0"'],
])("%j is shown as %s", (text, quoted) => {
  expect(goQuote(text)).toBe(quoted);
});
