import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ALL_OPERATIONS } from "../../emulator/operations.ts";
import { ALL_PARAMETERS } from "../../emulator/parameters.ts";
import { COVERAGE_FILE, coverageText } from "./coverage-text.ts";
import { OPERATIONS_FILE, operationsText, RENEWING_COMMAND } from "./operations-text.ts";

test("the table in docs is what the rooms do", () => {
  const kept = readFileSync(new URL(`../../../${OPERATIONS_FILE}`, import.meta.url), "utf8");
  expect(kept, `${OPERATIONS_FILE} is stale: ${RENEWING_COMMAND}`).toBe(operationsText(ALL_OPERATIONS));
});

test("the coverage in docs is what the rooms do", () => {
  const kept = readFileSync(new URL(`../../../${COVERAGE_FILE}`, import.meta.url), "utf8");
  expect(kept, `${COVERAGE_FILE} is stale: ${RENEWING_COMMAND}`).toBe(coverageText(ALL_OPERATIONS, ALL_PARAMETERS));
});

test("an operation has one row, in the order of the alphabet", () => {
  const text = operationsText([
    { service: "sqs", title: "SQS", answered: ["B"], refused: new Map([["A", "not needed yet"]]) },
  ]);
  expect(text).toContain("| [SQS](#sqs) | 1 | 1 |");
  expect(text).toContain("| A | refused: not needed yet |\n| B | answered |\n");
});

test("what is answered on the wire alone counts as answered", () => {
  const text = coverageText(
    [{ service: "sts", title: "STS", answered: ["A"], onTheWire: ["B"], refused: new Map([["C", "not needed yet"]]) }],
    [],
  );
  expect(text).toContain("| STS | 3 | 2 | 1 |");
});
