import { expect, test } from "vitest";
import { answering, FUNCTION_ARN, failure, runMachine } from "./run-machine.ts";

const machine = (States: Record<string, unknown>, more: Record<string, unknown> = {}): unknown => ({
  QueryLanguage: "JSONata",
  StartAt: Object.keys(States)[0],
  States,
  ...more,
});
const TASK = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke" };
const END = { Type: "Pass", End: true };

test("Arguments, TimeoutSeconds and Output of a Task (recorded: test_base_task, BASE_LAMBDA)", async () => {
  const { events, last } = await runMachine(
    machine({
      Work: {
        ...TASK,
        TimeoutSeconds: "{% $limit := 7 %}",
        Arguments: { FunctionName: FUNCTION_ARN, Payload: { id: "{% $states.input.id + 1 %}" } },
        Assign: { answer: "{% $states.result.Payload %}" },
        Output: { sum: "{% $sum($states.result.Payload.list) %}", at: "{% $states.context.State.Name %}" },
        Next: "Read",
      },
      Read: { ...END, Output: "{% $answer.list[1] & $string($states.input.sum) %}" },
    }),
    { input: { id: 1 }, integrations: () => ({ invokeLambda: answering('{"list":[1,2,3]}') }) },
  );
  expect(events[2]?.details).toMatchObject({
    parameters: `{"FunctionName":"${FUNCTION_ARN}","Payload":{"id":2}}`,
    timeoutInSeconds: 7,
  });
  expect(last.details?.output).toBe('"26"');
});

test("a Catch sees $states.errorOutput and the variables from before (recorded: TASK_CATCH_ERROR_VARIABLE_SAMPLING)", async () => {
  const { last } = await runMachine(
    machine({
      Work: {
        ...TASK,
        Arguments: { FunctionName: FUNCTION_ARN },
        Catch: [
          {
            ErrorEquals: ["States.ALL"],
            Assign: { error: "{% $states.errorOutput.Error %}" },
            Output: { of: "{% $states.input.id %}" },
            Next: "Fallback",
          },
        ],
        End: true,
      },
      Fallback: { ...END, Output: "{% [$error, $states.input.of] %}" },
    }),
    { input: { id: 5 }, integrations: () => ({ invokeLambda: answering(failure("Gone")) }) },
  );
  expect(last.details?.output).toBe('["Gone",5]');
});

test("an expression without a value fails its state, is retried, and can be caught", async () => {
  const { types, events, last, seconds } = await runMachine(
    machine({
      Work: {
        ...TASK,
        Arguments: { FunctionName: FUNCTION_ARN, Payload: [1, { id: "{% $states.input.none %}" }] },
        Retry: [{ ErrorEquals: ["States.QueryEvaluationError"], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Caught" }],
        End: true,
      },
      Caught: END,
    }),
  );
  expect(types.slice(1, 5)).toEqual(["TaskStateEntered", "EvaluationFailed", "EvaluationFailed", "TaskStateExited"]);
  expect(seconds).toBe(1);
  const cause =
    "An error occurred while executing the state 'Work' (entered at the event id #2). The JSONata expression " +
    "'$states.input.none' specified for the field 'Arguments/Payload[1]/id' returned nothing (undefined).";
  expect(events[2]?.details).toEqual({
    error: "States.QueryEvaluationError",
    cause,
    location: "Arguments/Payload[1]/id",
    state: "Work",
  });
  expect(last.details?.output).toBe(JSON.stringify({ Error: "States.QueryEvaluationError", Cause: cause }));
});

test("the first condition that holds leads on, with its own Assign and Output; the others are not evaluated", async () => {
  const { last } = await runMachine(
    machine({
      Choose: {
        Type: "Choice",
        Choices: [
          { Condition: "{% $states.input.n > 5 %}", Next: "End", Output: "first" },
          {
            Condition: "{% $states.input.n > 2 %}",
            Next: "End",
            Assign: { seen: "{% $states.input.n %}" },
            Output: { second: "{% $states.input.n %}" },
          },
          { Condition: "{% $states.input.none %}", Next: "End" },
        ],
        Default: "End",
      },
      End: { ...END, Output: "{% [$states.input.second, $seen] %}" },
    }),
    { input: { n: 3 } },
  );
  expect(last.details?.output).toBe("[3,3]");
});

test.each([
  [
    "Condition",
    { Type: "Choice", Choices: [{ Condition: "{% 1 %}", Next: "End" }], Default: "End" },
    "Choices[0]/Condition",
    "The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
  ],
  [
    "Seconds",
    { Type: "Wait", Seconds: "{% -1 %}", Next: "End" },
    "Seconds",
    "The Seconds field must be between 0 and 99999999, but was: -1",
  ],
  [
    "Error",
    { Type: "Fail", Error: "{% 5 %}" },
    "Error",
    "The JSONata expression '5' specified for the field 'Error' returned an unexpected result type. Expected 'string', but was 'number' for value: 5",
  ],
])("%s that gives the wrong value", async (_field, state, location, sentence) => {
  const { events, last } = await runMachine(
    machine({ Start: { Type: "Pass", Next: "State" }, State: state, ...(state.Type !== "Fail" && { End: END }) }),
  );
  expect(events.at(-2)?.details).toMatchObject({ location, state: "State" });
  expect(last.details).toEqual({
    error: "States.QueryEvaluationError",
    cause: `An error occurred while executing the state 'State' (entered at the event id #4). ${sentence}`,
  });
});

test("Map: Items, MaxConcurrency, ItemSelector with the item; inner variables stay inside", async () => {
  const { last } = await runMachine(
    machine({
      Start: { Type: "Pass", Assign: { factor: 10 }, Next: "Each" },
      Each: {
        Type: "Map",
        Items: "{% $states.input.list %}",
        MaxConcurrency: "{% 1 + 1 %}",
        ItemSelector: {
          value: "{% $states.context.Map.Item.Value * $factor %}",
          of: "{% $count($states.input.list) %}",
        },
        ItemProcessor: {
          StartAt: "Inner",
          States: {
            Inner: {
              ...END,
              Assign: { own: "{% $states.input.value + $factor %}" },
              Output: "{% $states.input.value %}",
            },
          },
        },
        Output: { all: "{% $states.result %}", own: "{% $exists($own) %}" },
        End: true,
      },
    }),
    { input: { list: [1, 2, 3] } },
  );
  expect(last.details?.output).toBe('{"all":[10,20,30],"own":false}');
});

test("Parallel: Arguments for every branch, results for Output; states inside have the machine's language", async () => {
  const branch = (state: unknown): unknown => ({ StartAt: "S", States: { S: state } });
  const { last } = await runMachine(
    {
      StartAt: "Both",
      States: {
        Both: {
          QueryLanguage: "JSONata",
          Type: "Parallel",
          Arguments: { n: "{% $states.input.n * 2 %}" },
          Branches: [
            branch({ Type: "Pass", OutputPath: "$.n", End: true }),
            {
              StartAt: "T",
              States: { T: { Type: "Pass", QueryLanguage: "JSONata", Output: "{% $states.input.n + 1 %}", End: true } },
            },
          ],
          Output: "{% $sum($states.result) %}",
          End: true,
        },
      },
    },
    { input: { n: 4 } },
  );
  expect(last.details?.output).toBe("17");
});

test.each([
  ["one variable", { big: "{% $pad('', 262143, 'x') %}" }],
  ["one Assign", { a: "{% $pad('', 200000, 'x') %}", b: "{% $pad('', 200000, 'x') %}" }],
])("%s has at most 256 KiB", async (_what, Assign) => {
  const { last } = await runMachine(machine({ Set: { Type: "Pass", Assign, Next: "End" }, End: END }));
  expect(last.details).toMatchObject({ error: "States.DataLimitExceeded" });
});

test("all variables together have at most 10 MiB", async () => {
  const Assign = (index: number): unknown => ({ [`v${index}`]: "{% $pad('', 262000, 'x') %}" });
  const states = Array.from({ length: 41 }, (_, index) => [
    `S${index}`,
    { Type: "Pass", Assign: Assign(index), ...(index === 40 ? { End: true } : { Next: `S${index + 1}` }) },
  ]);
  const { last, events } = await runMachine(machine(Object.fromEntries(states)));
  expect(last.details).toMatchObject({ error: "States.DataLimitExceeded" });
  expect(events.filter(({ type }) => type === "PassStateExited")).toHaveLength(40);
});
