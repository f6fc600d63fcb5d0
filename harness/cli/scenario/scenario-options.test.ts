import { join } from "node:path";
import { expect, test } from "vitest";
import { readCommandLine } from "../framework/command-line.ts";
import { helpText } from "../framework/help-text.ts";
import { SCENARIO_HELP, SCENARIO_OPTIONS } from "./scenario-options.ts";

const valuesOf = (...argv: string[]) => readCommandLine(SCENARIO_OPTIONS, argv).values;

test("defects: several, in any case, by repetition or with commas", () => {
  expect(valuesOf("--defect", "D6,d7", "--defect", "D20").defect).toEqual(["D6", "D7", "D20"]);
});

test("titles are matched in any case", () => {
  expect(valuesOf("-t", "^the zip").title?.test("The ZIP holds four photos")).toBe(true);
});

test.each([
  [["--defect", "D99"], /^--defect: there is no defect "D99"; known are D1 to D\d+\.$/],
  [["--defect", ","], "--defect needs an id, from D1 to "],
  [
    ["--bootstrap", "zipp=x"],
    '--bootstrap: "zipp=x" is not LAMBDA=FILE or LAMBDA=DIR, where LAMBDA is one of validate,',
  ],
  [["--bootstrap", "zipp=x"], "Did you mean zip?"],
  [["--bootstrap", "zip="], '--bootstrap: "zip=" is not LAMBDA=FILE or LAMBDA=DIR'],
  [["--bootstrap", "zip=/no/such"], "--bootstrap: /no/such does not exist."],
  [["--bootstrap", `zip=${import.meta.dirname}`], `the folder ${import.meta.dirname} holds no file bootstrap, which`],
  [["--bootstrap", `zip=${import.meta.filename}`], `${import.meta.filename} is not executable; say chmod +x`],
  [["--seed", "abc"], '--seed: "abc" is not a whole number from 0 to '],
  [["--seed", "1.5"], '--seed: "1.5" is not a whole number'],
  [["--seed", "99999999999999999999"], "is not a whole number"],
  [["--repeat", "0"], '--repeat: "0" is not a whole number from 1 to 10000.'],
  [["--workers", "0"], '--workers: "0" is not a whole number from 1 to 256.'],
  [["-t", "("], "--title: not a regular expression: "],
  [["--photos", "/no/such/folder"], "--photos: /no/such/folder does not exist."],
  [["--photos", import.meta.filename], "is not a folder."],
  [["--photos", import.meta.dirname], "holds no JPEG file."],
])("%j is refused with a sentence that says what is accepted", (argv, sentence) => {
  expect(() => valuesOf(...argv)).toThrow(sentence);
});

test("the help names every option, fits a screen and ends with where to read on", () => {
  const lines = helpText(SCENARIO_HELP).trimEnd().split("\n");
  for (const name of Object.keys(SCENARIO_OPTIONS)) expect(lines.join("\n")).toMatch(new RegExp(`--?${name}\\b`));
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines.at(-1)).toContain("README.md");
});

test("each heading of the help names options that there are, and --help-all explains all", () => {
  const named = (SCENARIO_HELP.groups ?? []).flatMap(({ names }) => names);
  expect(named.filter((name) => !(name in SCENARIO_OPTIONS))).toEqual([]);
  const everything = helpText(SCENARIO_HELP, "everything");
  for (const { description } of Object.values(SCENARIO_OPTIONS)) expect(everything).toContain(description);
});

test("a relative path of a report is taken from where the command was typed", () => {
  expect(valuesOf("--json-report", "reports/a.json")["json-report"]).toBe(join(process.cwd(), "reports/a.json"));
});
