import { expect, test } from "vitest";
import { UsageError } from "../../support/usage-error.ts";
import { readCommandLine } from "./command-line.ts";
import { type OptionTable, spelling } from "./options.ts";

const TABLE = {
  watch: { kind: "switch", description: "" },
  seed: { kind: "value", short: "s", placeholder: "N", description: "", read: Number },
  since: { kind: "value", placeholder: "REF", description: "", read: (text: string) => text, bare: "trunk" },
  defect: { kind: "list", placeholder: "ID", description: "", read: (text: string) => text.split(",") },
} as const satisfies OptionTable;

const read = (...argv: string[]) => readCommandLine(TABLE, argv);

test("what is not given is false, undefined or empty", () => {
  expect(read()).toEqual({ values: { watch: false, seed: undefined, since: undefined, defect: [] }, positionals: [] });
});

test("flags, values, short names and lists stand in any order between positionals", () => {
  expect(read("a", "--defect", "D1,D2", "-s", "5", "b", "--watch", "--defect=D3")).toEqual({
    values: { watch: true, seed: 5, since: undefined, defect: ["D1", "D2", "D3"] },
    positionals: ["a", "b"],
  });
});

test("a value that may be left out stands behind =, so that the next word is not taken for it", () => {
  expect(read("--since", "a")).toMatchObject({ values: { since: "trunk" }, positionals: ["a"] });
  expect(read("--since=main", "a")).toMatchObject({ values: { since: "main" }, positionals: ["a"] });
  expect(spelling("since", TABLE.since)).toBe("--since[=REF]");
});

test("behind a double dash everything is a positional", () => {
  expect(read("--", "--watch").positionals).toEqual(["--watch"]);
});

test.each([
  [["--sed", "5"], "There is no option --sed. Did you mean --seed?"],
  [["--frobnicate"], "There is no option --frobnicate."],
  [["-x"], "There is no option -x."],
  [["--seed"], "--seed needs a value: --seed N"],
  [["--seed="], "--seed needs a value: --seed N"],
  [["--seed", "--watch"], "--seed needs a value: --seed N"],
  [["--since="], "--since needs a value: --since[=REF]"],
  [["--watch=yes"], '--watch takes no value; "yes" was given.'],
  [["--seed", "1", "--seed", "2"], "--seed is given twice."],
])("%j is refused with one sentence", (argv, sentence) => {
  expect(() => read(...argv)).toThrow(new UsageError(sentence));
});
