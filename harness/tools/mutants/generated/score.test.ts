import { expect, test } from "vitest";
import { scoreOf, scoresByFolder, shortcomings } from "./score.ts";
import { scoreTable } from "./score-table.ts";
import { verdictsOf } from "./test/verdicts.ts";

test("what stories do not reach counts for the second score only, and what nothing reaches has survived", () => {
  const score = scoreOf("all", [
    ...verdictsOf("server/a.ts", "by scenario", 7, { byScenarios: true, byUnitTests: false }),
    ...verdictsOf("server/a.ts", "no", 3, { byScenarios: true, byUnitTests: true }),
    ...verdictsOf("server/a.ts", "by unit test", 8, { byScenarios: false, byUnitTests: true }),
    ...verdictsOf("server/a.ts", "no", 2, { byScenarios: false, byUnitTests: false }),
  ]);
  expect(score).toMatchObject({ mutants: 20, reached: 10, byScenario: 7, byUnitTest: 8, survived: 5, unreached: 2 });
  expect(shortcomings(score, 0)).toEqual(["Caught by scenarios or unit tests: 75.0 %, at least 85 % are asked for."]);
});

test.each([
  ["both thresholds met", 70, 15, 15, 0, []],
  [
    "one too few by scenarios",
    69,
    16,
    15,
    0,
    ["Caught by scenarios where stories reach: 69.0 %, at least 70 % are asked for."],
  ],
  ["one too few in all", 70, 14, 16, 0, ["Caught by scenarios or unit tests: 84.0 %, at least 85 % are asked for."]],
  ["five equivalents of a hundred and five", 70, 15, 15, 5, []],
  [
    "six of a hundred and six",
    70,
    15,
    15,
    6,
    ["6 of 106 drawn mutants are listed as equivalents, at most 5 % may be."],
  ],
])("%s", (_name, byScenario, byUnitTest, survived, equivalents, sentences) => {
  const everywhere = { byScenarios: true, byUnitTests: true };
  const score = scoreOf("all", [
    ...verdictsOf("server/a.ts", "by scenario", byScenario, everywhere),
    ...verdictsOf("server/a.ts", "by unit test", byUnitTest, everywhere),
    ...verdictsOf("server/a.ts", "no", survived, everywhere),
  ]);
  expect(shortcomings(score, equivalents)).toEqual(sentences);
});

test("a mutant that could not be judged is a shortcoming", () => {
  const score = scoreOf("all", verdictsOf("server/a.ts", "not judged", 1, { byScenarios: false, byUnitTests: false }));
  expect(shortcomings(score, 0)).toContain("1 mutants could not be judged.");
});

test("the table has a line for each folder and one for all", () => {
  const verdicts = [
    ...verdictsOf("server/auth/a.ts", "by scenario", 3, { byScenarios: true, byUnitTests: true }),
    ...verdictsOf("lambdas/zip/z.ts", "no", 1, { byScenarios: false, byUnitTests: false }),
  ];
  const lines = scoreTable(scoresByFolder(verdicts), scoreOf("all", verdicts)).split("\n");
  expect(lines.filter((line) => !line.startsWith("─")).map((line) => line.split(/ {2,}/))).toEqual([
    ["folder", "mutants", "reached", "by scenario", "of reached", "by unit test", "of all", "survived", "unreached"],
    ["lambdas/zip", "1", "0", "0", "–", "0", "0 %", "1", "1"],
    ["server/auth", "3", "3", "3", "100 %", "0", "100 %", "0", "0"],
    ["all", "4", "3", "3", "100 %", "0", "75 %", "1", "1"],
  ]);
});
