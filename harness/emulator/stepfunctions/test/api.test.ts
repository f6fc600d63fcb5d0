import { expect, test } from "vitest";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { createRoomWithClock } from "./room-under-test.ts";
import { EPOCH, ROLE_ARN } from "./run-machine.ts";

const PASS = JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", End: true } } });
const WAIT = JSON.stringify({ StartAt: "W", States: { W: { Type: "Wait", Seconds: 60, End: true } } });
const ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:machine";
const EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:machine";

type Room = ReturnType<typeof createRoomWithClock>;

/** Runs against a fresh room that has the machine `machine`. */
function inRoom<T>(act: (room: Room, clock: VirtualClock) => Promise<T>, definition = PASS): Promise<T> {
  const clock = new VirtualClock({ name: "test", epochMs: EPOCH });
  const room = createRoomWithClock(clock);
  return clock.drive(async () => {
    await room.call("CreateStateMachine", { name: "machine", definition, roleArn: ROLE_ARN });
    return act(room, clock);
  });
}

test("CreateStateMachine is idempotent on the same text, and refuses another definition", () =>
  inRoom(async ({ call }) => {
    const again = await call("CreateStateMachine", { name: "machine", definition: PASS, roleArn: ROLE_ARN });
    expect(again.body).toEqual({ stateMachineArn: ARN, creationDate: EPOCH / 1000 });
    // The same machine with other blanks is another definition (recorded: test_create_duplicate_definition_format_sm).
    const spaced = await call("CreateStateMachine", { name: "machine", definition: `${PASS} `, roleArn: ROLE_ARN });
    expect(spaced).toMatchObject({ status: 400, body: { message: `State Machine Already Exists: '${ARN}'` } });
    expect(spaced.body.__type).toMatch(/#StateMachineAlreadyExists$/);
  }));

test.each(["", "a b", "a/b", "a:b", "a\u0001", "x".repeat(81)])("%j is no name", (name) =>
  inRoom(async ({ call }) => {
    const created = await call("CreateStateMachine", { name, definition: PASS, roleArn: ROLE_ARN });
    const started = await call("StartExecution", { stateMachineArn: ARN, name });
    expect([created.body.message, started.body.message]).toEqual([
      `Invalid Name: '${name}'`,
      `Invalid Name: '${name}'`,
    ]);
  }),
);

test("an unnamed execution gets a UUID, and the answer comes at once", () =>
  inRoom(async ({ call }) => {
    const { body } = await call("StartExecution", { stateMachineArn: ARN });
    expect(body.executionArn).toMatch(
      /:execution:machine:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    );
    expect(body.startDate).toBe(EPOCH / 1000);
  }, WAIT));

test("a named execution is started once while it runs with the same input", () =>
  inRoom(async ({ call }, clock) => {
    const start = (input: string) =>
      call("StartExecution", { stateMachineArn: ARN, name: "finalization-28-21", input });
    const first = await start('{"a":1}');
    await clock.sleep(1000, "a moment");
    expect(await start('{"a":1}')).toEqual(first);
    const refusal = { message: `Execution Already Exists: '${EXECUTION}:finalization-28-21'` };
    expect((await start('{"a":2}')).body).toMatchObject(refusal);
    await clock.sleep(100_000, "until it has ended");
    expect((await start('{"a":1}')).body).toMatchObject(refusal);
  }, WAIT));

// Messages recorded: test_invalid_start_execution_input, test_invalid_start_execution_arn, test_list_execution_invalid_arn.
test.each([
  [
    { stateMachineArn: ARN, input: "" },
    "InvalidExecutionInput",
    "Invalid State Machine Execution Input: 'Invalid execution input.'",
  ],
  [
    { stateMachineArn: ARN, input: "{'not'" },
    "InvalidExecutionInput",
    "Invalid State Machine Execution Input: 'Unexpected character (''' (code 39)): was expecting double-quote to start field name'",
  ],
  [{ stateMachineArn: `${ARN}x` }, "StateMachineDoesNotExist", `State Machine Does Not Exist: '${ARN}x'`],
  [{ stateMachineArn: "machine" }, "InvalidArn", "Invalid Arn: 'Invalid ARN prefix: machine'"],
  [
    {},
    "ValidationException",
    "1 validation error detected: Value null at 'stateMachineArn' failed to satisfy constraint: Member must not be null",
  ],
])("StartExecution with %j is refused: %s", (input, code, message) =>
  inRoom(async ({ call }) => {
    const { status, body } = await call("StartExecution", input);
    expect({ status, message: body.message, type: String(body.__type).split("#")[1] }).toEqual({
      status: 400,
      message,
      type: code,
    });
  }),
);

test("DescribeExecution shows input as written, output as normalised, dates in seconds", () =>
  inRoom(async ({ call }) => {
    await call("StartExecution", { stateMachineArn: ARN, name: "one", input: '{ "a" : 1.0 }' });
    const { body } = await call("DescribeExecution", { executionArn: `${EXECUTION}:one` });
    expect(body).toEqual({
      executionArn: `${EXECUTION}:one`,
      stateMachineArn: ARN,
      name: "one",
      status: "SUCCEEDED",
      startDate: EPOCH / 1000,
      stopDate: EPOCH / 1000,
      input: '{ "a" : 1.0 }',
      inputDetails: { included: true },
      output: '{"a":1.0}',
      outputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: "NOT_REDRIVABLE",
      redriveStatusReason: "Execution is SUCCEEDED and cannot be redriven",
    });
  }));

test("GetExecutionHistory: pages, reverse order, without data", () =>
  inRoom(async ({ call }) => {
    await call("StartExecution", { stateMachineArn: ARN, name: "one", input: '{"a":1}' });
    const history = async (
      input: object,
    ): Promise<{ events: { id: number; [member: string]: unknown }[]; nextToken?: string }> =>
      (await call("GetExecutionHistory", { executionArn: `${EXECUTION}:one`, ...input })).body as never;
    const first = await history({ maxResults: 3 });
    const second = await history({ maxResults: 3, nextToken: first.nextToken });
    expect([...first.events, ...second.events].map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    expect(second.nextToken).toBeUndefined();
    expect((await history({ reverseOrder: true })).events.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
    expect((await history({ includeExecutionData: false })).events[1]).toEqual({
      timestamp: EPOCH / 1000,
      type: "PassStateEntered",
      id: 2,
      previousEventId: 0,
      stateEnteredEventDetails: { name: "P", inputDetails: { truncated: false } },
    });
    expect(await history({ nextToken: "nonsense" })).toMatchObject({ message: "Invalid Token: 'Invalid token'" });
    expect(await history({ maxResults: 1001 })).toMatchObject({
      message:
        "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    });
  }));

test("ListExecutions: the latest first, by status", () =>
  inRoom(async ({ call }, clock) => {
    for (const name of ["one", "two"]) await call("StartExecution", { stateMachineArn: ARN, name });
    await clock.sleep(100_000, "until they have ended");
    await call("StartExecution", { stateMachineArn: ARN, name: "three" });
    const names = async (input: object): Promise<unknown> => {
      const { body } = await call("ListExecutions", { stateMachineArn: ARN, ...input });
      return (body.executions as { name: string }[]).map(({ name }) => name);
    };
    expect(await names({})).toEqual(["three", "two", "one"]);
    expect(await names({ statusFilter: "SUCCEEDED" })).toEqual(["two", "one"]);
    expect(await names({ maxResults: 1 })).toEqual(["three"]);
  }, WAIT));

test("a running execution keeps its definition when the machine is updated", () =>
  inRoom(async ({ call }, clock) => {
    await call("StartExecution", { stateMachineArn: ARN, name: "one" });
    const updated = await call("UpdateStateMachine", { stateMachineArn: ARN, definition: PASS });
    expect(updated.body.revisionId).toMatch(/^[0-9a-f-]{36}$/);
    const same = await call("UpdateStateMachine", { stateMachineArn: ARN, definition: PASS });
    expect(same.body.revisionId).toBe(updated.body.revisionId);
    expect((await call("DescribeStateMachine", { stateMachineArn: ARN })).body).toMatchObject({
      definition: PASS,
      status: "ACTIVE",
    });
    const used = await call("DescribeStateMachineForExecution", { executionArn: `${EXECUTION}:one` });
    expect(used.body.definition).toBe(WAIT);
    await clock.sleep(60_000, "its end");
    expect((await call("DescribeExecution", { executionArn: `${EXECUTION}:one` })).body.status).toBe("SUCCEEDED");
  }, WAIT));

test("a deleted machine is gone; deleting it again succeeds; its executions stay readable", () =>
  inRoom(async ({ call }) => {
    await call("StartExecution", { stateMachineArn: ARN, name: "one" });
    for (const _ of [1, 2]) expect((await call("DeleteStateMachine", { stateMachineArn: ARN })).status).toBe(200);
    expect((await call("ListStateMachines", {})).body.stateMachines).toEqual([]);
    expect((await call("DescribeStateMachine", { stateMachineArn: ARN })).body.message).toBe(
      `State Machine Does Not Exist: '${ARN}'`,
    );
    expect((await call("DescribeExecution", { executionArn: `${EXECUTION}:one` })).body.status).toBe("SUCCEEDED");
  }));

test("a machine with a customer's key is refused by name", () =>
  inRoom(async ({ call }) => {
    const encryptionConfiguration = { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: "alias/ours" };
    const machine = { name: "other", definition: PASS, roleArn: ROLE_ARN };
    const { status, body } = await call("CreateStateMachine", { ...machine, encryptionConfiguration });
    expect({ status, message: body.message }).toEqual({
      status: 501,
      message: "encryptionConfiguration of CreateStateMachine with a customer's key is not emulated.",
    });
  }));

test("what is started is named for permissions: the machine's ARN, and its name for people", () => {
  const { stepFunctions } = createRoomWithClock(new VirtualClock({ name: "test", epochMs: EPOCH }));
  const headers = { "x-amz-target": "AWSStepFunctions.StartExecution" };
  const body = Buffer.from(JSON.stringify({ stateMachineArn: ARN }));
  expect(stepFunctions.identify({ method: "POST", path: "/", headers, body })).toEqual({
    name: "StartExecution",
    action: "states:StartExecution",
    resource: ARN,
    label: "machine",
  });
});
