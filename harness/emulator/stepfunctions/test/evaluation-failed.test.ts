import { expect, test } from "vitest";
import { FUNCTION_ARN, runMachine } from "./run-machine.ts";

const NOTHING = "{% $states.input.none %}";
const END = { Type: "Pass", End: true };
const TASK = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true };
const BODY = { StartAt: "In", States: { In: END } };

/** The event that EvaluationFailed names, when the state `S` stands after `First`. */
async function namedBy(state: Record<string, unknown>): Promise<string | undefined> {
  const reachable = JSON.stringify(state).includes('"E"') ? { E: END } : {};
  const { events } = await runMachine({
    QueryLanguage: "JSONata",
    StartAt: "First",
    States: { First: { Type: "Pass", Next: "S" }, S: state, ...reachable },
  });
  const failed = events.find(({ type }) => type === "EvaluationFailed");
  return events.find(({ id }) => id === failed?.previousEventId)?.type;
}

// Items recorded: test_map_state_items_variable_sampling; Output, Assign and Arguments reported of recordings held back.
test.each([
  ["Output of a Pass", { Type: "Pass", Output: NOTHING, Next: "E" }],
  ["Assign of a Pass", { Type: "Pass", Assign: { x: NOTHING }, Next: "E" }],
  ["Output of a Succeed", { Type: "Succeed", Output: NOTHING }],
  ["Arguments of a Task", { ...TASK, Arguments: { FunctionName: FUNCTION_ARN, Payload: NOTHING } }],
  ["TimeoutSeconds of a Task", { ...TASK, TimeoutSeconds: NOTHING, Arguments: { FunctionName: FUNCTION_ARN } }],
  ["Arguments of a Parallel", { Type: "Parallel", Arguments: NOTHING, Branches: [BODY], End: true }],
  ["Items of a Map", { Type: "Map", Items: "{% 1 %}", ItemProcessor: BODY, End: true }],
  ["MaxConcurrency of a Map", { Type: "Map", Items: [], MaxConcurrency: NOTHING, ItemProcessor: BODY, End: true }],
  ["Condition of a Choice", { Type: "Choice", Choices: [{ Condition: NOTHING, Next: "E" }], Default: "E" }],
  ["Output of a Choice", { Type: "Choice", Choices: [{ Condition: true, Next: "E", Output: NOTHING }], Default: "E" }],
  ["Cause of a Fail", { Type: "Fail", Cause: NOTHING }],
  ["Seconds of a Wait", { Type: "Wait", Seconds: NOTHING, Next: "E" }],
])("%s names the event before the state", async (_field, state) => {
  expect(await namedBy(state)).toBe("PassStateExited");
});

// Recorded: test_wait_timestamp_jsonata.
test("only the Timestamp of a Wait names the state's own event", async () => {
  expect(await namedBy({ Type: "Wait", Timestamp: "{% 'never' %}", Next: "E" })).toBe("WaitStateEntered");
});

// The number is reported of a recording that is held back.
test.each([
  [1, "1"],
  [{ a: [1] }, '{"a":[1]}'],
  ["text", '"text"'],
])("a Map without Items over %j", async (input, shown) => {
  const { events, types } = await runMachine(
    {
      QueryLanguage: "JSONata",
      StartAt: "S",
      States: { S: { Type: "Map", ItemProcessor: BODY, End: true } },
    },
    { input },
  );
  expect(types.slice(1)).toEqual(["MapStateEntered", "EvaluationFailed", "MapStateFailed", "ExecutionFailed"]);
  expect(String(events[2]?.details?.cause)).toMatch(
    /\(entered at the event id #2\)\. Map state input must be an array but was: /,
  );
  expect(String(events[2]?.details?.cause).endsWith(`was: ${shown}`)).toBe(true);
});
