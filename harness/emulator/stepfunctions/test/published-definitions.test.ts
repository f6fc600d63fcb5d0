import { expect, test } from "vitest";
import { FUNCTION_ARN, runMachine } from "./run-machine.ts";

const pass = (fields: Record<string, unknown>) => ({
  StartAt: "A",
  States: { A: { Type: "Pass", End: true, ...fields } },
});

// cases/definitions/filter-unquoted-text.json, after three published samples of AWS; its siblings by the same rule.
test.each([
  ["$.l[?(@.Name==Receipt)]", ["Receipt"]],
  ["$.l[?(@.Name == Receipt)]", ["Receipt"]],
  ["$.l[?(@.Name!=Receipt)]", ["ID-card", "true-ish", 5]],
  ["$.l[?(@.Name==ID-card || @.Name==true-ish)]", ["ID-card", "true-ish"]],
  ["$.l[?(@.Name in [Receipt,ID-card])]", ["Receipt", "ID-card"]],
  ["$.l[?(@.Name==5)]", [5]],
])("a filter compares with a text without quotes: %s", async (InputPath, names) => {
  const l = ["Receipt", "ID-card", "true-ish", 5].map((Name) => ({ Name }));
  const { last } = await runMachine(pass({ InputPath }), { input: { l } });
  expect(last.details).toMatchObject({ output: JSON.stringify(names.map((Name) => ({ Name }))) });
});

test("a text without quotes stands right of an operator only", async () => {
  await expect(runMachine(pass({ InputPath: "$.l[?(Receipt==@.Name)]" }))).rejects.toThrow("valid JSONPath");
});

// cases/definitions/path-with-trailing-blank.json.
test.each([
  [{ Parameters: { "n.$": "$.a " } }, { n: 1 }],
  [{ Parameters: { "n.$": " $.a" } }, { n: 1 }],
  [{ Parameters: { "n.$": " States.MathAdd($.a, 1) " } }, { n: 2 }],
  [{ InputPath: " $.a " }, 1],
  [
    { ResultPath: "$.b ", Result: 2 },
    { a: 1, b: 2 },
  ],
])("blanks around a path do not matter: %j", async (fields, output) => {
  const { last } = await runMachine(pass(fields), { input: { a: 1 } });
  expect(last.details).toMatchObject({ output: JSON.stringify(output) });
});

const task = (fields: Record<string, unknown>) => ({
  StartAt: "A",
  States: { A: { Type: "Task", Resource: FUNCTION_ARN, End: true, ...fields } },
});

// https://states-language.net/#task-state: "must be smaller"; the sentence and its places are an assumption.
test.each([5, 6])("HeartbeatSeconds %i beside TimeoutSeconds 5 is refused", async (HeartbeatSeconds) => {
  await expect(runMachine(task({ TimeoutSeconds: 5, HeartbeatSeconds }))).rejects.toThrow(
    "SCHEMA_VALIDATION_FAILED: HeartbeatSeconds must be smaller than TimeoutSeconds at /States/A",
  );
});

test.each([
  ["a path", { TimeoutSeconds: 5, HeartbeatSecondsPath: "$.n" }, "States.Runtime"],
  ["two paths", { TimeoutSecondsPath: "$.n", HeartbeatSecondsPath: "$.n" }, "States.Runtime"],
  [
    "an expression",
    { QueryLanguage: "JSONata", TimeoutSeconds: 5, HeartbeatSeconds: "{% $states.input.n %}" },
    "States.QueryEvaluationError",
  ],
])("%s that gives such a heartbeat fails its state", async (_, fields, error) => {
  const { last } = await runMachine(task(fields), { input: { n: 7 } });
  expect(last.details).toMatchObject({
    error,
    cause: expect.stringContaining("HeartbeatSeconds must be smaller than TimeoutSeconds: 7 >= "),
  });
});
