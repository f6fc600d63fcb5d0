import { expect, test } from "vitest";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import type { HistoryEvent } from "../execution/history.ts";
import { MachineMocks } from "../mocks/machine-mocks.ts";
import { readMockConfigFile } from "../mocks/mock-config-file.ts";
import { type MockTable, readMockTable } from "../mocks/mock-table.ts";
import { createRoomWithClock } from "./room-under-test.ts";
import { EPOCH, ROLE_ARN } from "./run-machine.ts";

/** Asks a service that no room of ours is. */
const DEFINITION = JSON.stringify({
  StartAt: "Publish",
  States: {
    Publish: {
      Type: "Task",
      Resource: "arn:aws:states:::athena:startQueryExecution",
      Parameters: { QueryString: "SELECT 1" },
      Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 60, MaxAttempts: 2 }],
      Next: "Done",
    },
    Done: { Type: "Pass", End: true },
  },
});

const CONFIG = new MachineMocks({
  testCases: readMockConfigFile(
    JSON.stringify({
      StateMachines: { machine: { TestCases: { Shaky: { Publish: "SecondTime" } } } },
      MockedResponses: {
        SecondTime: {
          "0": { Throw: { Error: "Athena.Throttled", Cause: "slow" } },
          "1": { Return: { QueryExecutionId: "1" } },
        },
      },
    }),
    "Mocks.json",
  ),
});

const always = (table: MockTable) => new MachineMocks({ always: readMockTable(table) });
const ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:machine";

async function start(mocks: MachineMocks, arn = ARN) {
  const clock = new VirtualClock({ name: "test", epochMs: EPOCH });
  const { call, stepFunctions } = createRoomWithClock(clock, {}, mocks);
  return clock.drive(async () => {
    const say = ({ status, body }: Awaited<ReturnType<typeof call>>): string | undefined =>
      status === 200 ? undefined : `${String(body.__type).split("#")[1]}: ${String(body.message)}`;
    const made = await call("CreateStateMachine", { name: "machine", definition: DEFINITION, roleArn: ROLE_ARN });
    const refused = say(made) ?? say(await call("StartExecution", { stateMachineArn: arn, name: "one", input: "{}" }));
    if (refused !== undefined) return { refused, events: [], stepFunctions };
    await clock.sleep(600_000, "a while");
    const [execution] = stepFunctions.executions();
    return { refused, events: execution?.history.events ?? [], execution, stepFunctions };
  });
}

const types = (events: readonly HistoryEvent[]): string[] => events.map(({ type }) => type);

test("a test case of the mock configuration answers by attempt, with the events of real calls", async () => {
  const { events, execution } = await start(CONFIG, `${ARN}#Shaky`);
  expect(execution?.ending).toMatchObject({ status: "SUCCEEDED", output: { text: '{"QueryExecutionId":"1"}' } });
  expect(types(events).slice(1, 8)).toEqual([
    "TaskStateEntered",
    "TaskScheduled",
    "TaskStarted",
    "TaskFailed",
    "TaskScheduled",
    "TaskStarted",
    "TaskSucceeded",
  ]);
  expect(events[4]?.details).toMatchObject({ error: "Athena.Throttled", cause: "slow" });
  expect(execution?.machine.arn).toBe(ARN);
});

test("without a test case, what nobody emulates fails and says what to do", async () => {
  const { execution } = await start(CONFIG);
  expect(execution?.ending).toMatchObject({
    status: "FAILED",
    error: "States.Runtime",
    cause: expect.stringContaining(
      "athena:startQueryExecution is not emulated. Start the execution with a test case that mocks the state 'Publish'.",
    ),
  });
});

test("a room may mock a state in every execution", async () => {
  const { execution, stepFunctions } = await start(always({ machine: { Publish: [{ return: 1 }] } }));
  expect(execution?.ending).toMatchObject({ status: "SUCCEEDED", output: { text: "1" } });
  expect(() => stepFunctions.requireMocksAnswered()).not.toThrow();
});

test.each([
  [
    "test case",
    CONFIG,
    `${ARN}#Shakey`,
    "ValidationException: The mocks of 'machine' have no test case 'Shakey'; did you mean 'Shaky'?",
  ],
  [
    "state",
    always({ machine: { Publsh: [{ return: 1 }] } }),
    ARN,
    "ValidationException: mock: the machine 'machine' has no state 'Publsh'; did you mean 'Publish'?",
  ],
  [
    "state beside a mocked one",
    always({ machine: { Publish: [{ return: 1 }], Pblish: [{ return: 1 }] } }),
    ARN,
    "ValidationException: mock: the machine 'machine' has no state 'Pblish'; did you mean 'Publish'?",
  ],
  [
    "kind of state",
    always({ machine: { Publish: [{ return: 1 }], Done: [{ return: 1 }] } }),
    ARN,
    "ValidationException: mock: state 'Done' of 'machine' is of type Pass; only Task, Map and Parallel can be mocked.",
  ],
  [
    "configuration",
    always({ machine: { Publish: [{ return: 1 }] } }),
    `${ARN}#Any`,
    "ValidationException: The test case 'Any' cannot run: no mock configuration is loaded (--mock-config FILE or SFN_MOCK_CONFIG).",
  ],
])("a wrong %s is refused with the near name", async (_, mocks, arn, refusal) => {
  expect((await start(mocks, arn)).refused).toBe(refusal);
});

test("mocks of a machine that is never made, and of a state that is never reached, are reported", async () => {
  const answered = { Publish: [{ return: 1 }] };
  const other = await start(always({ machine: answered, machin: answered }));
  expect(() => other.stepFunctions.requireMocksAnswered()).toThrow(
    "mock: there is no state machine 'machin'; did you mean 'machine'?",
  );
  const refused = await start(always({ machine: answered }), "arn:aws:states:us-east-1:123456789012:stateMachine:none");
  expect(() => refused.stepFunctions.requireMocksAnswered()).toThrow(
    "mock: state 'Publish' of 'machine' was never reached, so its mock proves nothing.",
  );
});
