import { expect, test } from "vitest";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import type { HistoryEvent } from "../execution/history.ts";
import type { LambdaAnswer } from "../tasks/task-integrations.ts";
import { createRoomWithClock } from "../test/room-under-test.ts";
import { answering, EPOCH, FUNCTION_ARN, failure, ROLE_ARN } from "../test/run-machine.ts";

const MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:machine";
const EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:machine:one";
const DAY_MS = 86_400_000;

const task = (more: object = { End: true }) => ({ Type: "Task", Resource: FUNCTION_ARN, ...more });
const single = (state: object, more: object = {}) => JSON.stringify({ StartAt: "A", States: { A: state }, ...more });

type Room = ReturnType<typeof createRoomWithClock>;

/** Runs `one` of the machine and acts on it in its room. */
function afterStart(
  definition: string,
  invokeLambda: (payload: string) => Promise<LambdaAnswer>,
  act: (room: Room, clock: VirtualClock) => Promise<void>,
): Promise<void> {
  const clock = new VirtualClock({ name: "test", epochMs: EPOCH });
  const room = createRoomWithClock(clock, { invokeLambda: ({ payload }) => invokeLambda(payload) });
  return clock.drive(async () => {
    await room.call("CreateStateMachine", { name: "machine", definition, roleArn: ROLE_ARN });
    await room.call("StartExecution", { stateMachineArn: MACHINE, name: "one", input: '{"a":1}' });
    await clock.sleep(60_000, "its end");
    await act(room, clock);
  });
}

/** The history from ExecutionRedriven on, as `id:type<-previous`. */
function sinceRedrive(room: Room): string[] {
  const events: readonly HistoryEvent[] = room.stepFunctions.history(EXECUTION);
  const from = events.findLastIndex(({ type }) => type === "ExecutionRedriven");
  return events.slice(from).map(({ id, type, previousEventId }) => `${id}:${type}<-${previousEventId}`);
}

const redrive = (room: Room, more: object = {}) => room.call("RedriveExecution", { executionArn: EXECUTION, ...more });
const describe = async (room: Room) => (await room.call("DescribeExecution", { executionArn: EXECUTION })).body;

// Facts of all histories here: recorded on AWS by third parties in September 2026 (with activities instead of functions).
test("a failed Task is scheduled again from its entry; what went before keeps its result", () => {
  const definition = JSON.stringify({
    StartAt: "Before",
    States: {
      Before: {
        Type: "Pass",
        Parameters: { "count.$": "$$.Execution.RedriveCount" },
        ResultPath: "$.before",
        Next: "Work",
      },
      Work: task({ ResultPath: "$.work", Next: "After" }),
      After: {
        Type: "Pass",
        Parameters: { "count.$": "$$.Execution.RedriveCount", "before.$": "$.before" },
        End: true,
      },
    },
  });
  return afterStart(definition, answering(failure("Broken"), '"mended"'), async (room, clock) => {
    expect(await describe(room)).toMatchObject({ status: "FAILED", redriveCount: 0, redriveStatus: "REDRIVABLE" });
    const { body } = await redrive(room);
    expect(body).toEqual({ redriveDate: (EPOCH + 60_000) / 1000 });
    expect(await describe(room)).toMatchObject({
      status: "RUNNING",
      redriveCount: 1,
      redriveDate: body.redriveDate,
      redriveStatus: "NOT_REDRIVABLE",
      redriveStatusReason: "Execution is RUNNING and cannot be redriven",
    });
    await clock.sleep(1000, "its end");
    expect(sinceRedrive(room)).toEqual([
      "9:ExecutionRedriven<-8",
      "10:LambdaFunctionScheduled<-4",
      "11:LambdaFunctionStarted<-10",
      "12:LambdaFunctionSucceeded<-11",
      "13:TaskStateExited<-12",
      "14:PassStateEntered<-13",
      "15:PassStateExited<-14",
      "16:ExecutionSucceeded<-15",
    ]);
    expect(await describe(room)).toMatchObject({
      status: "SUCCEEDED",
      output: '{"before":{"count":0},"count":1}',
      redriveStatusReason: "Execution is SUCCEEDED and cannot be redriven",
    });
  });
});

test("the attempts of Retry begin anew", () => {
  const retried = task({ End: true, Retry: [{ ErrorEquals: ["Broken"], MaxAttempts: 1 }] });
  const broken = failure("Broken");
  return afterStart(single(retried), answering(broken, broken, broken, '"mended"'), async (room, clock) => {
    await redrive(room);
    await clock.sleep(60_000, "its end");
    expect(await describe(room)).toMatchObject({ status: "SUCCEEDED", output: '"mended"' });
  });
});

test("branches that have succeeded keep their results; failed and aborted ones go on where they were", () => {
  const branch = (name: string) => ({ StartAt: name, States: { [name]: task({ Parameters: { name }, End: true }) } });
  const parallel = { Type: "Parallel", Branches: [branch("Good"), branch("Bad"), branch("Slow")], End: true };
  const calls: string[] = [];
  let mended = false;
  return afterStart(
    single(parallel),
    async (payload) => {
      calls.push(payload);
      const answer = (text: string): LambdaAnswer => ({ payload: text, requestId: "request-1" });
      if (mended) return answer(`"again ${payload.length}"`);
      if (payload.includes("Good")) return answer('"kept"');
      if (payload.includes("Slow")) return new Promise(() => {});
      return { ...answer('{"errorType":"Broken"}'), functionError: "Unhandled" };
    },
    async (room, clock) => {
      expect(calls).toHaveLength(3);
      mended = true;
      await redrive(room);
      await clock.sleep(1000, "its end");
      expect(calls.slice(3)).toEqual(['{"name":"Bad"}', '{"name":"Slow"}']);
      expect(await describe(room)).toMatchObject({ status: "SUCCEEDED", output: '["kept","again 14","again 15"]' });
      const types = sinceRedrive(room).map((event) => event.replace(/^\d+:|<-\d+$/g, ""));
      expect(types).not.toContain("ParallelStateStarted");
      expect(types).not.toContain("TaskStateEntered");
      expect(types.slice(-3)).toEqual(["ParallelStateSucceeded", "ParallelStateExited", "ExecutionSucceeded"]);
    },
  );
});

test("a Map keeps finished iterations, goes on with the failed one, and starts those it had not reached", () => {
  const map = {
    Type: "Map",
    ItemsPath: "$$.Execution.Input.a",
    MaxConcurrency: 1,
    ItemProcessor: { StartAt: "Item", States: { Item: task() } },
    End: true,
  };
  const definition = JSON.stringify({
    StartAt: "Items",
    States: {
      Items: { Type: "Pass", Result: [0, 1, 2], Next: "A" },
      A: { ...map, ItemsPath: "$" },
    },
  });
  return afterStart(definition, answering('"zero"', failure("Broken"), '"one"', '"two"'), async (room, clock) => {
    await redrive(room);
    await clock.sleep(1000, "its end");
    expect(await describe(room)).toMatchObject({ status: "SUCCEEDED", output: '["zero","one","two"]' });
    const types = sinceRedrive(room).map((event) => event.replace(/^\d+:|<-\d+$/g, ""));
    expect(types.filter((type) => type.startsWith("Map"))).toEqual([
      "MapIterationSucceeded",
      "MapIterationStarted",
      "MapIterationSucceeded",
      "MapStateSucceeded",
      "MapStateExited",
    ]);
    expect(types.filter((type) => type === "TaskStateEntered")).toHaveLength(1);
  });
});

test("a Fail state fails again without being entered, and names the redrive", () =>
  afterStart(single({ Type: "Fail", Error: "E", Cause: "C" }), answering("null"), async (room, clock) => {
    await redrive(room);
    await clock.sleep(1000, "its end");
    expect(sinceRedrive(room)).toEqual(["4:ExecutionRedriven<-3", "5:ExecutionFailed<-4"]);
    await redrive(room);
    await clock.sleep(1000, "its end");
    expect(await describe(room)).toMatchObject({ status: "FAILED", error: "E", cause: "C", redriveCount: 2 });
  }));

test("what ran out of time gets all of its time again", () =>
  afterStart(
    single({ Type: "Wait", Seconds: 10, End: true }, { TimeoutSeconds: 8 }),
    answering("null"),
    async (room, clock) => {
      expect(await describe(room)).toMatchObject({ status: "TIMED_OUT", redriveStatus: "REDRIVABLE" });
      expect(room.stepFunctions.history(EXECUTION).at(-1)).toMatchObject({
        type: "ExecutionTimedOut",
        previousEventId: 0,
        details: { error: "States.Timeout" },
      });
      await redrive(room);
      await clock.sleep(7999, "nearly its end");
      expect(await describe(room)).toMatchObject({ status: "RUNNING" });
      await clock.sleep(1, "its end");
      expect(await describe(room)).toMatchObject({ status: "TIMED_OUT" });
    },
  ));

test("an aborted execution waits again, also when it is aborted once more before it did anything", () =>
  afterStart(single({ Type: "Wait", Seconds: 3600, End: true }), answering("null"), async (room, clock) => {
    for (const _ of [1, 2]) {
      await room.call("StopExecution", { executionArn: EXECUTION });
      expect(await describe(room)).toMatchObject({ status: "ABORTED" });
      expect((await redrive(room)).status).toBe(200);
    }
    await clock.sleep(3_600_000, "its end");
    expect(await describe(room)).toMatchObject({ status: "SUCCEEDED", redriveCount: 2 });
    expect(sinceRedrive(room)).toEqual(["6:ExecutionRedriven<-5", "7:WaitStateExited<-2", "8:ExecutionSucceeded<-7"]);
  }));

test("a client token that has redriven gets the old answer, whatever has happened since", () =>
  afterStart(single({ Type: "Fail", Error: "E" }), answering("null"), async (room, clock) => {
    const first = await redrive(room, { clientToken: "A" });
    await clock.sleep(60_000, "its end");
    expect(await redrive(room, { clientToken: "A" })).toEqual(first);
    expect(await describe(room)).toMatchObject({ redriveCount: 1 });
    expect((await redrive(room, { clientToken: "B" })).body).not.toEqual(first.body);
    await clock.sleep(15 * 60_000, "the token's end");
    expect((await redrive(room, { clientToken: "A" })).body).not.toEqual(first.body);
    expect(await describe(room)).toMatchObject({ redriveCount: 3 });
  }));

test("what cannot be redriven is refused with the reason", () =>
  afterStart(single({ Type: "Wait", Seconds: 60, End: true }), answering("null"), async (room, clock) => {
    const refusal = async (): Promise<unknown> => (await redrive(room)).body.message;
    await room.call("StartExecution", { stateMachineArn: MACHINE, name: "two" });
    await clock.sleep(1, "the end of the first");
    expect(await refusal()).toBe(
      `Execution ${EXECUTION} invalid for redrive as: Execution is SUCCEEDED and cannot be redriven`,
    );
    const other = { executionArn: `${EXECUTION}-and-only` };
    expect((await room.call("RedriveExecution", other)).body).toMatchObject({
      message: `Execution Does Not Exist: '${other.executionArn}'`,
    });
    const express = { executionArn: EXECUTION.replace(":execution:", ":express:") };
    expect((await room.call("RedriveExecution", express)).body).toMatchObject({
      message: "Invalid Arn: 'Resource type not valid in this context: express'",
    });
  }));

test("an execution can be redriven for 14 days after its end", () =>
  afterStart(single({ Type: "Fail" }), answering("null"), async (room, clock) => {
    await clock.sleep(14 * DAY_MS - 60_000, "the end of the period");
    expect(await describe(room)).toMatchObject({ redriveStatus: "REDRIVABLE" });
    await clock.sleep(1, "a moment");
    expect(await describe(room)).toMatchObject({
      redriveStatus: "NOT_REDRIVABLE",
      redriveStatusReason: "Execution redrivable period exceeded",
    });
  }));
