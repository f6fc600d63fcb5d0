import { expect, test } from "vitest";
import type { DefectTrial } from "../../scenario/result.ts";
import { palette } from "../../support/palette.ts";
import { type Matrix, matrixOf } from "./matrix.ts";
import { matrixText } from "./matrix-table.ts";

const outcome = (id: string, trials?: readonly DefectTrial[]) => ({
  id,
  title: `the story of ${id}`,
  mark: "passed" as const,
  realMs: 1,
  errors: [],
  result: {
    id,
    title: "",
    system: "fixed",
    seed: 1,
    realMs: 1,
    traceHash: "",
    events: 0,
    engine: "",
    node: "24",
    ...(trials && { trials }),
  },
});

const MATRIX: Matrix = matrixOf(
  ["D12", "D6"],
  [
    outcome("queue/down", [
      { defect: "D6", verdict: "not-asked" },
      { defect: "D12", verdict: "green" },
    ]),
    outcome("callbacks/lost", [
      { defect: "D6", verdict: "red", rule: "the job rows, row 1" },
      { defect: "D12", verdict: "green" },
    ]),
    outcome("listing-28/incident"),
  ],
);

test("the matrix has a row per scenario that was tried, and a column per defect, in the catalogue's order", () => {
  const [tens, ones, first, second] = matrixText(MATRIX, { paint: palette(false), allCatches: true }).split("\n");
  expect([tens, ones, first, second]).toEqual([
    "                  1",
    "defect D        6 2",
    "callbacks/lost  ✗ ✓",
    "queue/down      – ✓",
  ]);
});

test("under the matrix stands what notices each defect, and what none does", () => {
  const text = matrixText(MATRIX, { paint: palette(false), allCatches: true });
  expect(text).toContain("    ✗ callbacks/lost: the job rows, row 1\n");
  expect(text).toContain("D12 a failed finalization leaves the job RUNNING\n    caught by no scenario");
  expect(MATRIX.uncaught).toEqual(["D12"]);
});
