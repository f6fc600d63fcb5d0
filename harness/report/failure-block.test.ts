import { expect, test } from "vitest";
import { palette } from "../support/palette.ts";
import { failureBlock, unhandledErrorBlock } from "./failure-block.ts";
import { FAILED, NOT_LOADED } from "./sample-outcomes.ts";

const COMMAND = "npm run scenario -- listing-28/incident --seed 7";

test("a broken rule: expected, found, divergence with its virtual time, last events, evidence, place, command last", () => {
  expect(failureBlock(FAILED, COMMAND, palette(false)).split("\n")).toEqual([
    "✗ listing-28/incident  the night of 2025-12-03  (incident, seed 7)",
    "  rule      a finished listing has a bundle",
    "  expected  media/28/zip/listing-28.zip",
    "  found     no object",
    "            below media/28/zip/",
    "  unusual   at 2025-12-03T10:13:41.120Z, event 214: server → sfn StartExecution = 400",
    "  last events",
    "    10:13:41.120 server → sfn StartExecution = 400",
    "    10:13:41.121 server log INFO done",
    "  evidence  42 fields same, 1 different, 1 not comparable",
    "    ≠ jobs[14].status: expected SUCCEEDED, found FAILED",
    "    ? jobs[14].id: ids are the database's own",
    "  at        scenarios/listing-28/incident.scenario.ts:31:5",
    "  npm run scenario -- listing-28/incident --seed 7",
  ]);
});

test("only what differs from the same story on its own system has diverged", () => {
  const divergence = {
    at: "2025-12-03T10:00:00.000Z",
    sequence: 3,
    event: "a = 400; on the scenario's own system: a = ok",
  };
  const result = FAILED.result && { ...FAILED.result, failure: { rule: "r", lastEvents: [], divergence } };
  expect(failureBlock({ ...FAILED, ...(result && { result }) }, COMMAND, palette(false))).toContain(
    "  diverged  at 2025-12-03T10:00:00.000Z, event 3: a = 400; ",
  );
});

test("a failure that left no result shows its error with the stack", () => {
  expect(failureBlock(NOT_LOADED, "npm run scenario -- listing-28/broken", palette(false)).split("\n")).toEqual([
    "✗ listing-28/broken  cannot be loaded",
    "  error     SyntaxError: Unexpected token",
    "    at scenarios/listing-28/broken.scenario.ts:3:9",
    "  npm run scenario -- listing-28/broken",
  ]);
});

test("an error of the code itself is shown with its stack, beside the explanation", () => {
  const broken = { name: "TypeError", message: "TypeError: x is undefined", frames: ["server/x.ts:4:2"] };
  const block = failureBlock({ ...FAILED, errors: [broken] }, COMMAND, palette(false));
  expect(block).toContain("  error     TypeError: x is undefined\n    at server/x.ts:4:2\n");
});

test("what breaks after the rule, while cleaning up, is shown too", () => {
  const later = { name: "Error", message: "the database is gone", frames: [] };
  const block = failureBlock({ ...FAILED, errors: [...FAILED.errors, later] }, COMMAND, palette(false));
  expect(block).toContain("error     the database is gone");
});

test("control characters in a value do not reach the terminal, and a very long value is cut", () => {
  const result = FAILED.result && {
    ...FAILED.result,
    failure: { rule: "r", found: `\u001b[2J${"x".repeat(5_000)}`, lastEvents: [] },
  };
  const block = failureBlock({ ...FAILED, ...(result && { result }) }, COMMAND, palette(false));
  expect(block).toContain("found     \\x1b[2Jxxx");
  expect(block).toContain("... (3007 more characters)");
});

test("an error outside any scenario names the file that ran then, and how to run it alone", () => {
  const error = { name: "Error", message: "nobody awaits me", frames: ["a.ts:4:23"], while: "broken/rejection" };
  expect(unhandledErrorBlock(error, palette(false)).split("\n")).toEqual([
    "✗ outside any scenario, while broken/rejection ran",
    "  error     nobody awaits me",
    "    at a.ts:4:23",
    "  npm run scenario -- broken/rejection",
  ]);
});
