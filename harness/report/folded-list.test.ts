import { expect, test } from "vitest";
import { palette } from "../support/palette.ts";
import { foldedBy } from "./folded-list.ts";
import { notApplicableBlock } from "./not-applicable-lines.ts";
import { PASSED, SKIPPED } from "./sample-outcomes.ts";

const folded = (...pairs: readonly (readonly [string, string])[]) =>
  foldedBy(
    pairs,
    ([reason]) => reason,
    ([, id]) => id,
  );

test("each reason once, the one with most ids first, ids in order", () => {
  expect(folded(["rare", "c"], ["often", "z"], ["often", "a"])).toEqual(["  often", "    a, z", "  rare", "    c"]);
});

test("a long list is wrapped between ids", () => {
  const ids = Array.from({ length: 12 }, (_, index) => `callbacks/number-${String(index).padStart(2, "0")}`);
  const [, ...lines] = folded(...ids.map((id) => ["r", id] as const));
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.every((line) => line.length <= 125)).toBe(true);
  expect(lines.map((line) => line.trim()).join(" ")).toBe(ids.join(", "));
});

test("what is not applicable is counted and told by its reasons, and nothing is said where all ran", () => {
  const outcomes = [PASSED, SKIPPED, { ...SKIPPED, id: "a/b" }, { ...SKIPPED, id: "c", note: "sees no pushes" }];
  expect(notApplicableBlock(outcomes, palette(false)).join("\n")).toBe(
    [
      "○ 3 not applicable",
      "  LocalStack's clock is real",
      "    a/b, listing-28/token-expires",
      "  sees no pushes",
      "    c",
    ].join("\n"),
  );
  expect(notApplicableBlock([PASSED], palette(false))).toEqual([]);
});
