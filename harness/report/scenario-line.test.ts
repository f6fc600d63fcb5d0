import { expect, test } from "vitest";
import { palette } from "../support/palette.ts";
import { FAILED, NOT_LOADED, PASSED, SKIPPED } from "./sample-outcomes.ts";
import { scenarioLine, traceLine } from "./scenario-line.ts";

const ID_WIDTH = SKIPPED.id.length;

test("one line each: mark, id, virtual time, real time, title; a skipped one says why", () => {
  const lines = [PASSED, FAILED, SKIPPED, NOT_LOADED].map((outcome) => scenarioLine(outcome, ID_WIDTH, palette(false)));
  expect(lines).toEqual([
    "✓ listing-28/fixed             12.8 s virtual  412 ms  the ZIP holds the four originals",
    "✗ listing-28/incident        2 m 31 s virtual  412 ms  the night of 2025-12-03",
    "○ listing-28/token-expires                             a token expires (skipped: LocalStack's clock is real)",
    "✗ listing-28/broken                              3 ms  cannot be loaded",
  ]);
});

test("the hash of a trace stands beside all that it may depend on", () => {
  const video = { ...PASSED, result: PASSED.result && { ...PASSED.result, ffmpeg: "7.1.5" } };
  expect([PASSED, video, NOT_LOADED].map((outcome) => traceLine(outcome, palette(false)))).toEqual([
    "  trace 5f1d · 480 events · MariaDB 10.11.19 (cache) · Node 24",
    "  trace 5f1d · 480 events · MariaDB 10.11.19 (cache) · Node 24 · ffmpeg 7.1.5",
    undefined,
  ]);
});

test("colours are painted only when asked for", () => {
  expect(scenarioLine(PASSED, ID_WIDTH, palette(true))).toContain("\u001b[32m✓\u001b[39m");
});

test("in 80 columns nothing is longer: the title is cut, a reason stands below", () => {
  const lines = [PASSED, FAILED, SKIPPED].map((outcome) =>
    scenarioLine(outcome, ID_WIDTH, palette(false), { columns: 80 }),
  );
  expect(lines).toEqual([
    "✓ listing-28/fixed             12.8 s virtual  412 ms  the ZIP holds the four o…",
    "✗ listing-28/incident        2 m 31 s virtual  412 ms  the night of 2025-12-03",
    "○ listing-28/token-expires                             a token expires\n    skipped: LocalStack's clock is real",
  ]);
  const narrow = scenarioLine(PASSED, ID_WIDTH, palette(false), { columns: 60 });
  expect(narrow).toBe("✓ listing-28/fixed          412 ms  the ZIP holds the four…");
  expect(scenarioLine(PASSED, ID_WIDTH, palette(false), { columns: 40 })).toBe("✓ listing-28/fixed          412 ms");
});

test("a reason is told once", () => {
  const line = scenarioLine(SKIPPED, 0, palette(false), { sameReasonAs: "videos/tour" });
  expect(line).toContain("a token expires (skipped, as videos/tour)");
});
