import { expect, test } from "vitest";
import { palette } from "../../support/palette.ts";
import type { BugVerdict } from "./judge-bug.ts";
import { summaryOf, summaryText, verdictLine } from "./verdict-table.ts";

const base = { file: "server/a.ts", rule: "A rule.", citation: "fixed-system.md", by: [] };
const verdicts = (byScenario: number, byUnitTest: number, survived = 0, notJudged = 0): BugVerdict[] => [
  ...Array.from({ length: byScenario }, (_, index) => ({ ...base, id: `s${index}`, caught: "by scenario" as const })),
  ...Array.from({ length: byUnitTest }, (_, index) => ({ ...base, id: `u${index}`, caught: "by unit test" as const })),
  ...Array.from({ length: survived }, (_, index) => ({ ...base, id: `x${index}`, caught: "no" as const })),
  ...Array.from({ length: notJudged }, (_, index) => ({ ...base, id: `n${index}`, caught: "not judged" as const })),
];

test("passed: nothing survived, everything was judged, and 85 % fell to scenarios", () => {
  expect(summaryOf(verdicts(17, 3)).passed).toBe(true);
  expect(summaryOf(verdicts(16, 4)).passed).toBe(false);
  expect(summaryOf(verdicts(99, 0, 1))).toMatchObject({ passed: false, survived: ["x0"] });
  expect(summaryOf(verdicts(99, 0, 0, 1))).toMatchObject({ passed: false, notJudged: ["n0"] });
});

test("a survivor's line has the rule that it broke and its page", () => {
  const [survivor] = verdicts(0, 0, 1);
  if (!survivor) throw new Error("one was made");
  expect(verdictLine(survivor, palette(false))).toMatch(
    /^✗ x0 +server\/a\.ts +survived: A rule\. \(docs\/fixed-system\.md\)$/,
  );
});

test("the summary counts in numbers and per cent", () => {
  expect(summaryText(summaryOf(verdicts(6, 1, 1)))).toBe(
    "8 planted bugs: 6 (75 %) caught by scenarios, 1 (13 %) by unit tests, 1 (13 %) survived",
  );
});
