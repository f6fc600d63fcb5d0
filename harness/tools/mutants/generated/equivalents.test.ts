import { expect, test } from "vitest";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { ContractTexts } from "./contract-texts.ts";
import { EQUIVALENTS, equivalentOf } from "./equivalents.ts";
import { instrument } from "./instrument.ts";
import { mutantIn } from "./test/verdicts.ts";

test("each entry describes a mutant of today's code, gives a reason, and stands there once", async () => {
  const files = [...new Set(EQUIVALENTS.map(({ file }) => file))];
  const wanted = new Map(files.map((file) => [file, true as const]));
  const { mutants } = await instrument(PROJECT_ROOT, wanted, new ContractTexts(""));
  const found = mutants.map((mutant) => equivalentOf(mutant));
  expect(EQUIVALENTS.filter((entry) => !found.includes(entry))).toEqual([]);
  expect(EQUIVALENTS.filter(({ reason }) => !/^[A-Z].*\.$/.test(reason))).toEqual([]);
});

test("an entry is about its file, line, code and change, whatever the blanks", () => {
  const mutant = mutantIn("server/a.ts");
  const entry = {
    file: "server/a.ts",
    line: "a > b",
    mutator: "EqualityOperator",
    original: "a  >\n b",
    replacement: "a >= b",
    reason: "They are never equal.",
  };
  expect(equivalentOf(mutant, [entry])).toBe(entry);
  for (const other of [{ file: "server/b.ts" }, { line: "if (a > b)" }, { replacement: "a <= b" }, { mutator: "X" }])
    expect(equivalentOf(mutant, [{ ...entry, ...other }])).toBeUndefined();
});
