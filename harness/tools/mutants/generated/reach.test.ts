import { expect, test } from "vitest";
import { Reach } from "./reach.ts";
import type { FileOutcome } from "./session/messages.ts";
import { mutantIn } from "./test/verdicts.ts";

/** The id that a mutant had when its passes were counted. */
const counted = (file: string, line: number, id: string) => ({ ...mutantIn(file, line), id });
const MUTANTS = [
  counted("server/a.ts", 1, "17"),
  counted("server/a.ts", 2, "18"),
  counted("server/b.ts", 1, "19"),
  counted("server/b.ts", 2, "20"),
];
const green = (file: string, durationMs: number, reached: Record<string, number>): FileOutcome => ({
  file,
  state: "green",
  durationMs,
  reached,
});

test("whoever passes the place is a candidate, whatever number the mutant has by then", () => {
  const reach = new Reach([green("slow", 900, { "17": 3 }), green("other", 1, { "18": 2 })], MUTANTS);
  expect(reach.candidates({ ...mutantIn("server/a.ts", 1), id: "4" })).toEqual({
    files: ["slow"],
    durationMs: 900,
    longestMs: 900,
    passes: 3,
  });
  expect(reach.candidates(mutantIn("server/a.ts", 3)).files).toEqual([]);
});

test("first come those that pass most of the mutant's own file, of equals the quickest", () => {
  const outcomes = [
    green("slow", 900, { "17": 3 }),
    green("quick", 20, { "17": 1 }),
    green("elsewhere", 10, { "17": 1, "19": 1, "20": 1 }),
    green("thorough", 2_000, { "17": 1, "18": 1 }),
  ];
  const candidates = new Reach(outcomes, MUTANTS).candidates(mutantIn("server/a.ts", 1));
  expect(candidates).toEqual({
    files: ["thorough", "elsewhere", "quick", "slow"],
    durationMs: 2_930,
    longestMs: 2_000,
    passes: 6,
  });
});

test("of very many the forty likeliest are asked", () => {
  const outcomes = Array.from({ length: 60 }, (_, index) => green(`story ${index}`, 60 - index, { "17": 1 }));
  const { files, durationMs } = new Reach(outcomes, MUTANTS).candidates(mutantIn("server/a.ts", 1));
  expect(files).toHaveLength(40);
  expect([files[0], durationMs]).toEqual(["story 59", (40 * 41) / 2]);
});
