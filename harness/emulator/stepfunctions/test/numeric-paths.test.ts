import { expect, test } from "vitest";
import { FUNCTION_ARN, runMachine } from "./run-machine.ts";

const BODY = { StartAt: "In", States: { In: { Type: "Pass", End: true } } };
const CHILDREN = { ...BODY, ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } };
const MAP = { Type: "Map", ItemsPath: "$.items", ItemProcessor: BODY, End: true };

const run = (state: Record<string, unknown>, input: Record<string, unknown>) =>
  runMachine({ StartAt: "S", States: { S: state } }, { input: { items: [1, 2, 3], ...input } });

// Reported of recordings held back: a path to a number in a text is taken.
test.each([
  ["MaxConcurrencyPath", { ...MAP, MaxConcurrencyPath: "$.n" }, "1"],
  ["ToleratedFailureCountPath", { ...MAP, ItemProcessor: CHILDREN, ToleratedFailureCountPath: "$.n" }, "+2"],
  ["ToleratedFailurePercentagePath", { ...MAP, ItemProcessor: CHILDREN, ToleratedFailurePercentagePath: "$.n" }, "1.5"],
])("%s takes a number in a text", async (_field, state, n) => {
  expect((await run(state, { n })).last.details).toMatchObject({ output: "[1,2,3]" });
});

test.each([
  ["MaxItemsPerBatchPath", "2", [2, 1]],
  ["MaxInputBytesPerBatchPath", "14", [1, 1, 1]],
])("%s takes a number in a text", async (field, n, sizes) => {
  const state = { ...MAP, ItemProcessor: CHILDREN, ItemBatcher: { [field]: "$.n" } };
  const { last } = await run(state, { n });
  const batches = JSON.parse(String(last.details?.output)) as { Items: unknown[] }[];
  expect(batches.map(({ Items }) => Items.length)).toEqual(sizes);
});

test.each([
  ["MaxConcurrencyPath", "1.0", "an integer of Java has no point"],
  ["MaxConcurrencyPath", " 1", "nor a blank"],
  ["MaxConcurrencyPath", "2147483648", "nor more than 31 bits"],
])("%s refuses %j: %s", async (field, n) => {
  const { last } = await run({ ...MAP, [field]: "$.n" }, { n });
  expect(String(last.details?.cause)).toContain(
    `The ${field} field refers to value "${n}" which is not a valid integer`,
  );
});

// LocalStack passes on both sentences of AWS; that there are two is reported of recordings held back.
test.each([
  [-1, "The SecondsPath parameter references a negative value: $.n == -1"],
  [1.5, "The SecondsPath parameter cannot be parsed as a long value: $.n == 1.5"],
  [-1.5, "The SecondsPath parameter cannot be parsed as a long value: $.n == -1.5"],
  ["soon", "The SecondsPath parameter cannot be parsed as a long value: $.n == soon"],
])("SecondsPath to %j", async (n, sentence) => {
  const { last } = await run({ Type: "Wait", SecondsPath: "$.n", End: true }, { n });
  expect(last.details).toEqual({
    error: "States.Runtime",
    cause: `An error occurred while executing the state 'S' (entered at the event id #2). ${sentence}`,
  });
});

// The first two reported of recordings held back, the others by analogy.
test.each([
  ["TimeoutSecondsPath", { Type: "Task", Resource: FUNCTION_ARN, TimeoutSecondsPath: "$.x", End: true }],
  [
    "HeartbeatSecondsPath",
    { Type: "Task", Resource: FUNCTION_ARN, TimeoutSeconds: 9, HeartbeatSecondsPath: "$.x", End: true },
  ],
  ["MaxConcurrencyPath", { ...MAP, MaxConcurrencyPath: "$.x" }],
  ["ToleratedFailureCountPath", { ...MAP, ItemProcessor: CHILDREN, ToleratedFailureCountPath: "$.x" }],
  ["ToleratedFailurePercentagePath", { ...MAP, ItemProcessor: CHILDREN, ToleratedFailurePercentagePath: "$.x" }],
])("%s to nothing", async (_field, state) => {
  const { last } = await run(state, {});
  expect(last.details).toEqual({
    error: "States.Runtime",
    cause:
      "An error occurred while executing the state 'S' (entered at the event id #2). Invalid path '$.x' : No results for path: $['x']",
  });
});

// Quoted by users for `$$.Map.Item.Value.checkId`; the others by analogy.
test.each([
  [{ "x.$": "$$.Execution.Nope" }, "The JSONPath '$$.Execution.Nope' specified for the field 'x.$'"],
  [{ "x.$": "States.Array($$.Nope)" }, "The JsonPath argument for the field '$$.Nope'"],
])("a path to nothing in the Context object shows that object as its input: %j", async (Parameters, sentence) => {
  const { last } = await run({ Type: "Pass", Parameters, End: true }, {});
  expect(String(last.details?.cause)).toContain(
    `${sentence} could not be found in the input '{"Execution":{"Id":"arn:`,
  );
});
