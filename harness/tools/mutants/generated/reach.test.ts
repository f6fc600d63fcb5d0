import { expect, test } from "vitest";
import { Reach } from "./reach.ts";
import { mutantIn } from "./test/verdicts.ts";

const green = (file: string, durationMs: number, reached: Record<string, number>) => ({
  file,
  state: "green" as const,
  durationMs,
  reached,
});
const known = mutantIn("server/a.ts", 1);
const reach = new Reach(
  [green("slow", 900, { "17": 3 }), green("quick", 20, { "17": 1, "18": 1 }), green("other", 1, { "18": 2 })],
  new Map([["17", "server/a.ts:1:1-1:6 EqualityOperator a >= b"]]),
);

test("whoever passes the place is a candidate, the quickest first, whatever number the mutant has by then", () => {
  expect(reach.candidates({ ...known, id: "4" })).toEqual({
    files: ["quick", "slow"],
    durationMs: 920,
    longestMs: 900,
    passes: 4,
  });
});

test("where nobody passes there is no candidate", () => {
  expect(reach.candidates(mutantIn("server/a.ts", 2)).files).toEqual([]);
});
