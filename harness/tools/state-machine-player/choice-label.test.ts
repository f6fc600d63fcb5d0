import { expect, test } from "vitest";
import { isObject, type JsonObject } from "../../emulator/stepfunctions/json/json.ts";
import { parseJson } from "../../emulator/stepfunctions/json/parse.ts";
import { choiceLabel, listLabel } from "./choice-label.ts";

function rule(fields: unknown): JsonObject {
  const json = parseJson(JSON.stringify(fields));
  if (!isObject(json)) throw new Error("no object");
  return json;
}

const LONG = "$.detail.responseElements.execution.status";

test.each([
  [{ Variable: "$.n", NumericGreaterThan: 3, Next: "A" }, "$.n NumericGreaterThan 3"],
  [{ Variable: LONG, StringEquals: "SUCCEEDED" }, '….status StringEquals "SUCCEEDED"'],
  [{ Not: { Variable: LONG, StringEquals: "FAILED" } }, 'not (….status StringEquals "FAILED")'],
  [
    { Condition: "{% $states.input.detail.responseElements.status = 'SUCCEEDED' %}" },
    "$states.input.detai…status = 'SUCCEEDED'",
  ],
])("the label of %j keeps what tells it apart", (fields, label) => {
  expect(choiceLabel(rule(fields))).toBe(label);
});

test("parts of a long rule share the room", () => {
  const both = { And: ["A", "B"].map((value) => ({ Variable: LONG, StringEquals: value })) };
  const label = choiceLabel(rule(both));
  expect(label).toContain('"A")');
  expect(label).toContain('"B")');
  expect(label.length).toBeLessThanOrEqual(48);
});

test("a long list of errors says how many more there are", () => {
  expect(listLabel(["States.Timeout", "States.TaskFailed"])).toBe("States.Timeout, States.TaskFailed");
  expect(listLabel(["States.Timeout", "States.TaskFailed", "Lambda.ServiceException"])).toBe(
    "States.Timeout, States.TaskFailed +1",
  );
});
