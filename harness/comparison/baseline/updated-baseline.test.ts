import { expect, test } from "vitest";
import { ended, entry, green, red, skipped } from "./test/outcomes.ts";
import { updatedBaseline } from "./updated-baseline.ts";

const TODAY = "2026-12-01";

test("what still holds stays to the letter, new reds come in order, green ones go, others are not touched", () => {
  const entries = [entry("b", "r"), entry("d", "r"), entry("e", "r"), entry("z", "r")];
  const outcomes = [red("b", "r"), red("c", "r", { expected: "1 ZIP", found: "none" }), green("d"), skipped("e", "x")];
  expect(updatedBaseline(entries, outcomes, TODAY)).toEqual({
    entries: [
      entry("b", "r"),
      { scenario: "c", rule: "r", reason: "new: expected 1 ZIP, found none", since: TODAY },
      entry("e", "r"),
      entry("z", "r"),
    ],
    added: 1,
    changed: 0,
    removed: 1,
  });
});

test("another rule is news, and what a person wrote is kept beside it, however often it changes", () => {
  const first = updatedBaseline([entry("a", "old")], [red("a", "other", { expected: "1", found: "2" })], TODAY);
  const words = "new: expected 1, found 2; before: ours is slower";
  expect(first).toMatchObject({ changed: 1, entries: [{ rule: "other", reason: words, since: TODAY }] });
  const second = updatedBaseline(first.entries, [red("a", "third", { expected: "3", found: "4" })], TODAY);
  expect(second.entries[0]?.reason).toBe("new: expected 3, found 4; before: ours is slower");
  const untouched = updatedBaseline([entry("a", "old", { reason: "new: x" })], [red("a", "other")], TODAY);
  expect(untouched.entries[0]?.reason).toBe("new: stops with other");
});

test("rule and reason are without what differs between two runs, and short", () => {
  const found = `at 2025-12-03T10:13:41.120Z:\n  ${"x".repeat(200)}`;
  const { entries } = updatedBaseline([], [red("a", "no end at 2025-12-03T10:13:41Z", { found })], TODAY);
  expect(entries[0]?.rule).toBe("no end at <time>");
  expect(entries[0]?.reason).toMatch(/^new: expected nothing, found at <time>: x{60,75}…$/);
});

test("twice the same run changes nothing", () => {
  const outcomes = [red("b", "r", { found: "x" }), red("a", "r2")];
  const once = updatedBaseline([], outcomes, TODAY).entries;
  expect(updatedBaseline(once, outcomes, "2027-01-01")).toEqual({ entries: once, added: 0, changed: 0, removed: 0 });
});

test("scenarios that share a file have a title; what says nothing about the system has no entry", () => {
  const outcomes = [red("a", "r", {}, "one"), red("a", "r", {}, "two"), ended("b", "EnvironmentError", "disk full")];
  expect(updatedBaseline([], outcomes, TODAY).entries).toMatchObject([
    { scenario: "a", title: "one" },
    { scenario: "a", title: "two" },
  ]);
});
