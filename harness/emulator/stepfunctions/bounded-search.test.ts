import { expect, test } from "vitest";
import { BoundedSearch, SearchTooLong } from "./bounded-search.ts";

// Long enough to take more than the limit, and short enough to end when there is none.
test.each([
  [/^(a+)+$/, 30],
  [/^(a|aa)+$/, 39],
])("%s is stopped", (pattern, length) => {
  const text = `${"a".repeat(length)}!`;
  expect(() => new BoundedSearch(pattern).exec(text)).toThrow(SearchTooLong);
});

test("what ends in time gives its match, also in a long text", () => {
  const text = `${"b".repeat(5_000)}aac`;
  expect(new BoundedSearch(/(a+)(c|d)/).exec(text)).toMatchObject({ 0: "aac", 1: "aa", 2: "c", index: 5_000 });
});
