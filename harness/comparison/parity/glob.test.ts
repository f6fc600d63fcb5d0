import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesGlob } from "./glob.ts";

test.each([
  ["listing-28/fixed", "listing-28/fixed", true],
  ["listing-28/*", "listing-28/fixed", true],
  ["listing-28/*", "listing-28/deep/fixed", false],
  ["**", "listing-28/deep/fixed", true],
  ["executions[*].events[*]", "executions[1].events[12]", true],
  ["executions[*].events[*]", "executions[1].events[12].name", false],
  ["executions[*].events (order)", "executions[0].events (order)", true],
  ["rows.*[*].metadata", "rows.media_assets[3].metadata", true],
  ["rows.*", "rows.media_assets[3].metadata", false],
  ['objects["**.jpg"].sha256', 'objects["b/28/raw/a.b.jpg"].sha256', true],
  ["a.b", "axb", false],
  ["a+b", "aab", false],
])("%s on %s: %s", (pattern, text, matches) => {
  expect(matchesGlob(pattern, text)).toBe(matches);
});

test("a text without stars matches itself and nothing else", () => {
  const plain = fc.string().filter((text) => !text.includes("*"));
  fc.assert(
    fc.property(plain, plain, (text, other) => {
      expect(matchesGlob(text, text)).toBe(true);
      expect(matchesGlob(text, other)).toBe(text === other);
    }),
  );
});

test("whatever two stars stand for matches", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, between, behind) => {
      const literal = (text: string) => text.replaceAll("*", "+");
      expect(matchesGlob(`${literal(before)}**${literal(behind)}`, literal(before) + between + literal(behind))).toBe(
        true,
      );
    }),
  );
});
