import { expect, test } from "vitest";
import { palette } from "../support/palette.ts";
import { startLine, summaryLine } from "./run-lines.ts";
import { FAILED, NOT_LOADED, OWN_SYSTEM, PASSED, SKIPPED } from "./sample-outcomes.ts";

const OPTIONS = { elapsedMs: 3_214, paint: palette(false) };

const ENGINE = {
  flavour: "mysql",
  version: "8.4.2",
  origin: "DATABASE_URL",
  address: { url: "mysql://db" },
  run: "r1",
} as const;

test("the first line names the engine, and what was asked of every scenario", () => {
  expect(startLine(ENGINE, { defects: [], repeat: 1 })).toBe("MySQL 8.4.2 (DATABASE_URL)");
  expect(
    startLine(ENGINE, { revision: "fixed", defects: ["D6", "D7"], seed: 5, photosDirectory: "/p", repeat: 3 }),
  ).toBe("MySQL 8.4.2 (DATABASE_URL) · system fixed · with D6, D7 · seed 5 · photos of /p · each 3 times");
  expect(startLine(ENGINE, { foreign: OWN_SYSTEM, defects: [], repeat: 1 })).toBe(
    "MySQL 8.4.2 (DATABASE_URL) · system mine (stories of current)",
  );
});

test("the summary counts, names the seed and the elapsed time", () => {
  const summary = (outcomes: Parameters<typeof summaryLine>[0]) => summaryLine(outcomes, OPTIONS);
  expect(summary([PASSED, FAILED, SKIPPED])).toBe("3 scenarios: 1 passed, 1 failed, 1 skipped · seed 7 · 3.2 s");
  expect(summary([NOT_LOADED])).toBe("1 scenario: 1 failed · 3.2 s");
  expect(summary([])).toBe("0 scenarios: 0 passed · 3.2 s");
});

test("different seeds are listed while they are few, and then counted", () => {
  const withSeeds = (...seeds: number[]) =>
    summaryLine(
      seeds.flatMap((seed) => (PASSED.result ? [{ ...PASSED, result: { ...PASSED.result, seed } }] : [])),
      OPTIONS,
    );
  expect(withSeeds(10, 9, 9)).toContain(" · seeds 9, 10 · ");
  expect(withSeeds(1, 2, 3, 4)).toContain(" · 4 seeds · ");
});

test("what the baseline knows is no failure, and what has become green is told", () => {
  const entry = { scenario: FAILED.id, rule: "r", reason: "r", since: "2026-01-31" };
  const baseline = { known: [{ outcome: FAILED, entry }], nowGreen: [{ outcome: PASSED, entry }] };
  expect(summaryLine([PASSED, FAILED, SKIPPED, NOT_LOADED], { ...OPTIONS, baseline, notApplicable: true })).toBe(
    "4 scenarios: 1 passed, 1 failed, 1 known red, 1 not applicable · 1 no longer red · seed 7 · 3.2 s",
  );
});

test("what was not run, and how many traces were equal, is said", () => {
  expect(summaryLine([PASSED, FAILED], { ...OPTIONS, notRun: 164 })).toContain("1 failed · 164 not run · seed 7");
  expect(summaryLine([PASSED], { ...OPTIONS, repeat: 20 })).toContain("1 passed · 20 equal traces of it · ");
  expect(summaryLine([PASSED, PASSED], { ...OPTIONS, repeat: 3 })).toContain(
    " · 3 equal traces of each that passed · ",
  );
  const { virtualMs: _, ...real } = PASSED.result ?? {};
  expect(summaryLine([{ ...PASSED, result: real as never }], { ...OPTIONS, repeat: 3 })).not.toContain("equal");
});
