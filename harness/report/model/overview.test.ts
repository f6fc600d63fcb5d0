import { expect, test } from "vitest";
import { failed, keptRun, keptScenario, RESULT } from "../test/kept-run.ts";
import { overviewOf } from "./overview.ts";

const divergence = (event: string, sequence = 3) => ({ divergence: { at: "", sequence, event } });
const red = (key: string, rule: string, more = {}) => keptScenario(key, [], { result: failed(rule, more) });

test("failures with the same cause stand together, whatever ids and rules they have", () => {
  const { failures } = overviewOf(
    keptRun([
      red("a/one", "the job succeeds", divergence("server → s3 Head 0b0e1a52-1111-4222-8333-123456789abc = 404")),
      red("a/two", "there is a ZIP", divergence("server → s3 Head 9c9d1a52-1111-4222-8333-123456789abc = 404", 9)),
      red("b/three", "something else", divergence("server → mysql UPDATE = 0 affected")),
    ]),
  );
  expect(failures.map(({ cause, files }) => [cause, files.map(({ id }) => id)])).toEqual([
    ["server → s3 Head <id> = 404", ["a/one", "a/two"]],
    ["server → mysql UPDATE = 0 affected", ["b/three"]],
  ]);
  expect(failures[0]?.files[1]?.scenarios[0]).toMatchObject({ key: "a/two", sequence: 9, rule: "there is a ZIP" });
});

test.each([
  ["server → s3 Head = 404; on the scenario's own system: server → s3 Head = ok", "server → s3 Head = 404"],
  [
    "a → b Ask = ok (request $.values[0]: x; y, on the scenario's own system z)",
    "a → b Ask = ok (request $.values[0])",
  ],
  ["a → b Ask = ok; on the scenario's own system this does not happen", "a → b Ask = ok"],
  ["what does not happen: a → b Ask = ok", "what does not happen: a → b Ask = ok"],
  ["a → b Ask (2) = ok", "a → b Ask (2) = ok"],
])("the cause of %j has no values", (event, cause) => {
  expect(overviewOf(keptRun([red("a/one", "r", divergence(event))])).failures[0]?.cause).toBe(cause);
});

test("within a cause the scenarios of one file stand together", () => {
  const second = red("a/one~2", "r", divergence("x"));
  const { failures } = overviewOf(keptRun([red("a/one", "r", divergence("x")), second]));
  expect(failures[0]?.files).toHaveLength(1);
  expect(failures[0]?.files[0]?.scenarios.map(({ key }) => key)).toEqual(["a/one", "a/one~2"]);
});

test("without a divergence the rule is the cause, and without a rule that is said", () => {
  const lost = keptScenario("a/two", [], { result: undefined });
  const run = keptRun([red("a/one", "the job succeeds"), lost]);
  const scenarios = run.file.scenarios.map((row) => (row.id === "a/two" ? { ...row, mark: "failed" as const } : row));
  expect(overviewOf({ ...run, file: { ...run.file, scenarios } }).failures.map(({ cause }) => cause)).toEqual([
    "the job succeeds",
    "ended without an explanation",
  ]);
});

test("a scenario that was not kept is listed and cannot be opened", () => {
  const run = keptRun([keptScenario("a/one", [])]);
  expect(overviewOf({ ...run, scenarios: [] }).scenarios).toMatchObject([{ id: "a/one", shown: false }]);
});

test("records that run.json does not list are those of a run that was killed", () => {
  const run = keptRun([], { state: "killed", scenarios: [keptScenario("a/one", []), red("a/two", "rule")] });
  const { scenarios, verdict } = overviewOf(run);
  expect(scenarios.map(({ id, mark }) => [id, mark])).toEqual([
    ["a/one", "passed"],
    ["a/two", "failed"],
  ]);
  expect(verdict).toEqual({
    mark: "unfinished",
    sentence: "The run was killed before its end; until then 1 failed, 1 passed.",
  });
});

test("tags are the folders, the revision and the defects", () => {
  const header = {
    kind: "scenario",
    version: 1,
    id: "a/b/one",
    title: "t",
    system: "fixed + D6 + D8",
    seed: 1,
  } as const;
  expect(overviewOf(keptRun([keptScenario("a/b/one", [], { header })])).scenarios[0]?.tags).toEqual([
    "a",
    "b",
    "fixed",
    "D6",
    "D8",
  ]);
});

test.each([
  [[RESULT], "The scenario passed."],
  [[RESULT, RESULT], "All 2 scenarios passed."],
  [[failed("r")], "The scenario failed."],
  [[failed("r"), RESULT], "1 of 2 scenarios failed."],
  [[], "None of 0 scenarios ran."],
])("the verdict is one sentence", (results, sentence) => {
  const run = keptRun(results.map((result, index) => keptScenario(`a/${index}`, [], { result })));
  expect(overviewOf(run).verdict.sentence).toBe(sentence);
});

test("a mistake of the story is told as one, with what may have led to it", () => {
  const { failures } = overviewOf(
    keptRun([
      red("a/one", "there is no person 'ownr', perhaps 'owner'", { mistake: true }),
      red("b", "r", { perhaps: "p" }),
    ]),
  );
  const lines = failures.flatMap(({ files }) => files.flatMap(({ scenarios }) => scenarios));
  expect(lines.find(({ key }) => key === "a/one")).toMatchObject({ mistake: true });
  expect(lines.find(({ key }) => key === "b")).toMatchObject({ perhaps: "p" });
  expect(lines.find(({ key }) => key === "b")).not.toHaveProperty("mistake");
});
