import { expect, test } from "vitest";
import { distributed, withMapRoom } from "./map-room.ts";

const PASS = { Type: "Pass", End: true };
const FAIL = { Type: "Fail", Error: "Broken", Cause: "always" };

function output(events: readonly { details: Readonly<Record<string, unknown>> | undefined }[]): unknown {
  return JSON.parse(String(events.at(-1)?.details?.output));
}

test("each item is an execution of its own, which the API knows by its map run", () =>
  withMapRoom(async ({ call, clock, history, start }) => {
    const executionArn = await start({ ...distributed(PASS), Label: "Items" }, ["a", "b", "c"]);
    await clock.settle();
    expect(output(history(executionArn))).toEqual(["a", "b", "c"]);

    const { body: runs } = await call("ListMapRuns", { executionArn });
    const [run] = runs.mapRuns as Record<string, string>[];
    expect(run).toMatchObject({
      executionArn,
      stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:machine/Items",
    });
    const mapRunArn = run?.mapRunArn;
    expect(mapRunArn).toMatch(/^arn:aws:states:us-east-1:123456789012:mapRun:machine\/Items:[0-9a-f-]{36}$/);
    const { body: described } = await call("DescribeMapRun", { mapRunArn });
    expect(described).toMatchObject({
      status: "SUCCEEDED",
      maxConcurrency: 2_147_483_647,
      itemCounts: { total: 3, succeeded: 3, pending: 0 },
      executionCounts: { total: 3, succeeded: 3, running: 0 },
    });

    const { body: list } = await call("ListExecutions", { mapRunArn });
    const children = list.executions as Record<string, string>[];
    expect(children.map(({ itemCount }) => itemCount)).toEqual([1, 1, 1]);
    const child = children[2]?.executionArn ?? "";
    expect(child).toMatch(/^arn:aws:states:us-east-1:123456789012:execution:machine\/Items:[0-9a-f-]{36}$/);
    expect(history(child).map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "PassStateEntered",
      "PassStateExited",
      "ExecutionSucceeded",
    ]);
    const { body: execution } = await call("DescribeExecution", { executionArn: child });
    expect(execution).toMatchObject({ mapRunArn, input: '"a"', output: '"a"' });
    const { body: machine } = await call("DescribeStateMachineForExecution", { executionArn: child });
    expect(machine).toMatchObject({ mapRunArn, label: "Items" });
    expect(JSON.parse(String(machine.definition))).toMatchObject({ StartAt: "Work" });
    // They are not the machine's own executions.
    const stateMachineArn = "arn:aws:states:us-east-1:123456789012:stateMachine:machine";
    expect((await call("ListExecutions", { stateMachineArn })).body.executions).toHaveLength(1);
  }));

test("Express children leave no trace in the API", () =>
  withMapRoom(async ({ call, clock, history, start }) => {
    const executionArn = await start(distributed(PASS, "EXPRESS"), [1, 2]);
    await clock.settle();
    expect(output(history(executionArn))).toEqual([1, 2]);
    const { body } = await call("ListMapRuns", { executionArn });
    const mapRunArn = (body.mapRuns as Record<string, string>[])[0]?.mapRunArn;
    expect((await call("ListExecutions", { mapRunArn })).body.executions).toEqual([]);
    expect((await call("DescribeMapRun", { mapRunArn })).body.executionCounts).toMatchObject({ succeeded: 2 });
  }));

test("the members of an object are items too; ItemSelector sees index, key, value and source", () =>
  withMapRoom(async ({ clock, history, start }) => {
    const ItemSelector = { "item.$": "$$.Map.Item", "all.$": "$.items" };
    const executionArn = await start({ ...distributed(PASS), ItemsPath: "$.items", ItemSelector }, { items: { x: 1 } });
    await clock.settle();
    expect(output(history(executionArn))).toEqual([
      { item: { Index: 0, Key: "x", Value: 1, Source: "STATE_DATA" }, all: { x: 1 } },
    ]);
  }));

test("without ItemSelector a member of an object is an item of key and value", () =>
  withMapRoom(async ({ clock, history, start }) => {
    const executionArn = await start(distributed(PASS), { x: { y: 1 }, z: null });
    await clock.settle();
    expect(output(history(executionArn))).toEqual([
      { Key: "x", Value: { y: 1 } },
      { Key: "z", Value: null },
    ]);
  }));

test.each(["ItemReader", "ItemBatcher", "ResultWriter"])("an inline Map with %s fails when it runs", (field) =>
  withMapRoom(async ({ call, clock, start }) => {
    const fields = {
      ItemReader: { Resource: "arn:aws:states:::s3:getObject", ReaderConfig: { InputType: "JSON" }, Parameters: {} },
      ItemBatcher: { MaxItemsPerBatch: 1 },
      ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "data" } },
    };
    const ItemProcessor = { StartAt: "Work", States: { Work: PASS } };
    const executionArn = await start({ ItemProcessor, [field]: fields[field as keyof typeof fields] }, [1]);
    await clock.settle();
    expect((await call("DescribeExecution", { executionArn })).body).toMatchObject({
      error: "States.Runtime",
      cause:
        "An error occurred while executing the state 'Each' (entered at the event id #2). The ItemReader, ItemBatcher and ResultWriter fields are not supported for INLINE maps",
    });
  }),
);

test("one failed child fails the map run; those still running are aborted and the others never start", () =>
  withMapRoom(async ({ call, clock, history, start }) => {
    const map = { ...distributed({ Type: "Wait", SecondsPath: "$.wait", End: true }), MaxConcurrency: 2 };
    const executionArn = await start(map, [{ wait: 60 }, {}, { wait: 1 }]);
    await clock.settle();
    const events = history(executionArn);
    expect(events.map(({ type }) => type).slice(3)).toEqual([
      "MapRunStarted",
      "MapRunFailed",
      "MapStateFailed",
      "ExecutionFailed",
    ]);
    expect(events.at(-1)?.details).toEqual({
      error: "States.ExceedToleratedFailureThreshold",
      cause: "The specified tolerated failure threshold was exceeded",
    });
    const { body } = await call("ListMapRuns", { executionArn });
    const mapRunArn = (body.mapRuns as Record<string, string>[])[0]?.mapRunArn;
    expect((await call("DescribeMapRun", { mapRunArn })).body).toMatchObject({
      status: "FAILED",
      executionCounts: { total: 3, failed: 1, aborted: 1, pending: 1 },
    });
  }));

test.each([
  ["ToleratedFailureCount", 1, "SUCCEEDED"],
  ["ToleratedFailureCount", 0, "FAILED"],
  ["ToleratedFailurePercentage", 50, "SUCCEEDED"],
  ["ToleratedFailurePercentage", 49.9, "FAILED"],
])("%s %d of two children of which one fails: %s", (field, limit, status) =>
  withMapRoom(async ({ call, clock, history, start }) => {
    const choice = { Type: "Choice", Choices: [{ Variable: "$", NumericEquals: 1, Next: "Good" }], Default: "Bad" };
    const ItemProcessor = {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: "Which",
      States: { Which: choice, Good: { Type: "Succeed" }, Bad: FAIL },
    };
    const executionArn = await start(
      { ItemProcessor, [`${field}Path`]: "$.limit", ItemsPath: "$.items" },
      { items: [1, 2], limit },
    );
    await clock.settle();
    expect((await call("DescribeExecution", { executionArn })).body.status).toBe(status);
    if (status === "SUCCEEDED") {
      expect(output(history(executionArn))).toEqual([
        1,
        expect.objectContaining({ Error: "Broken", Cause: "always", Input: "2", Status: "FAILED" }),
      ]);
    }
  }),
);

test("a stopped execution aborts its map run and the children", () =>
  withMapRoom(async ({ call, clock, start }) => {
    const executionArn = await start(distributed({ Type: "Wait", Seconds: 60, End: true }), [1, 2]);
    await clock.sleep(1000, "a moment");
    await call("StopExecution", { executionArn });
    await clock.settle();
    const { body } = await call("ListMapRuns", { executionArn });
    const mapRunArn = (body.mapRuns as Record<string, string>[])[0]?.mapRunArn;
    expect((await call("DescribeMapRun", { mapRunArn })).body).toMatchObject({
      status: "ABORTED",
      executionCounts: { aborted: 2 },
    });
  }));

test("UpdateMapRun changes the concurrency of a run that is going on", () =>
  withMapRoom(async ({ call, clock, history, start }) => {
    const map = { ...distributed({ Type: "Wait", Seconds: 60, End: true }), MaxConcurrency: 1 };
    const executionArn = await start(map, [1, 2, 3]);
    await clock.sleep(30_000, "half a child");
    const { body } = await call("ListMapRuns", { executionArn });
    const mapRunArn = (body.mapRuns as Record<string, string>[])[0]?.mapRunArn;
    await call("UpdateMapRun", { mapRunArn, maxConcurrency: 10, toleratedFailurePercentage: 12.5 });
    await clock.settle();
    const events = history(executionArn);
    expect(((events.at(-1)?.at ?? 0) - (events[0]?.at ?? 0)) / 1000).toBe(90);
    expect((await call("DescribeMapRun", { mapRunArn })).body).toMatchObject({
      maxConcurrency: 10,
      toleratedFailurePercentage: 12.5,
    });
  }));

test("a redrive goes on with the same map run: only children that did not succeed run again", async () => {
  let broken = true;
  await withMapRoom(
    async ({ call, clock, history, start }) => {
      const work = { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:work", End: true };
      const executionArn = await start({ ...distributed(work), MaxConcurrency: 1 }, [1, 2, 3]);
      await clock.settle();
      broken = false;
      const redriven = await call("RedriveExecution", { executionArn });
      expect(redriven.status).toBe(200);
      await clock.settle();
      const types = history(executionArn).map(({ type }) => type);
      expect(types).toContain("MapRunRedriven");
      expect(types.filter((type) => type === "MapRunStarted")).toHaveLength(1);
      expect(output(history(executionArn))).toEqual([1, 2, 3]);
      const { body } = await call("ListMapRuns", { executionArn });
      expect(body.mapRuns).toHaveLength(1);
      const mapRunArn = (body.mapRuns as Record<string, string>[])[0]?.mapRunArn;
      expect((await call("DescribeMapRun", { mapRunArn })).body).toMatchObject({
        status: "SUCCEEDED",
        redriveCount: 1,
        executionCounts: { total: 3, succeeded: 3 },
      });
    },
    () => ({
      async invokeLambda({ payload }) {
        if (payload !== "2" || !broken) return { payload, requestId: "request-1" };
        return { payload: '{"errorType":"Broken"}', functionError: "Unhandled", requestId: "request-1" };
      },
    }),
  );
});

test("ItemBatcher groups items by number; a batch counts as one execution and many items", () =>
  withMapRoom(async ({ call, clock, history, start }) => {
    const ItemBatcher = { MaxItemsPerBatchPath: "$.size", BatchInput: { "size.$": "$.size" } };
    const executionArn = await start(
      { ...distributed(PASS), ItemsPath: "$.items", ItemBatcher },
      { items: [1, 2, 3], size: 2 },
    );
    await clock.settle();
    expect(output(history(executionArn))).toEqual([
      { BatchInput: { size: 2 }, Items: [1, 2] },
      { BatchInput: { size: 2 }, Items: [3] },
    ]);
    const { body } = await call("ListMapRuns", { executionArn });
    const mapRunArn = (body.mapRuns as Record<string, string>[])[0]?.mapRunArn;
    expect((await call("DescribeMapRun", { mapRunArn })).body).toMatchObject({
      itemCounts: { total: 3 },
      executionCounts: { total: 2 },
    });
  }));

test.each([
  [{ WriterConfig: { Transformation: "FLATTEN" } }, [1, 2, 3]],
  [{ WriterConfig: { Transformation: "COMPACT" } }, [[1, 2], 3]],
])("a ResultWriter without a bucket shapes the state's result: %j", (ResultWriter, expected) =>
  withMapRoom(async ({ clock, history, start }) => {
    const executionArn = await start({ ...distributed(PASS), ResultWriter }, [[1, 2], 3]);
    await clock.settle();
    expect(output(history(executionArn))).toEqual(expected);
  }),
);

test("a map run that does not exist, and an ARN of something else", () =>
  withMapRoom(async ({ call }) => {
    const unknown = "arn:aws:states:us-east-1:123456789012:mapRun:machine/Items:none";
    expect((await call("DescribeMapRun", { mapRunArn: unknown })).body).toMatchObject({
      __type: expect.stringContaining("ResourceNotFound"),
    });
    const wrong = "arn:aws:states:us-east-1:123456789012:stateMachine:machine";
    expect((await call("UpdateMapRun", { mapRunArn: wrong })).body).toMatchObject({
      __type: expect.stringContaining("InvalidArn"),
    });
  }));

test("a branch that fails beside a distributed Map aborts its map run", () =>
  withMapRoom(async ({ call, clock, history, start }) => {
    const branch = (state: Record<string, unknown>) => ({ StartAt: "In", States: { In: { End: true, ...state } } });
    const late = { StartAt: "Late", States: { Late: { Type: "Wait", Seconds: 5, Next: "Bad" }, Bad: FAIL } };
    const map = branch({ Type: "Map", ItemsPath: "$", ...distributed({ Type: "Wait", Seconds: 60, End: true }) });
    const executionArn = await start({ Type: "Parallel", Branches: [map, late] }, [1]);
    await clock.settle();
    expect(
      history(executionArn)
        .map(({ type }) => type)
        .slice(-4),
    ).toEqual(["MapRunAborted", "MapStateAborted", "ParallelStateFailed", "ExecutionFailed"]);
    const { body } = await call("ListMapRuns", { executionArn });
    const mapRunArn = (body.mapRuns as Record<string, string>[])[0]?.mapRunArn;
    expect((await call("DescribeMapRun", { mapRunArn })).body.status).toBe("ABORTED");
  }));

test("a Map's Retry makes a new map run; a caught failure goes on from MapStateFailed", () =>
  withMapRoom(async ({ call, clock, history, start }) => {
    const Retry = [{ ErrorEquals: ["States.ExceedToleratedFailureThreshold"], MaxAttempts: 1 }];
    const Catch = [{ ErrorEquals: ["States.ALL"], Next: "After" }];
    const States = {
      Each: { Type: "Map", End: true, Retry, Catch, ...distributed(FAIL) },
      After: { Type: "Pass", End: true },
    };
    const executionArn = await start({}, [1], { States });
    await clock.settle();
    expect(
      history(executionArn)
        .slice(2)
        .map(({ type, previousEventId }) => [type, previousEventId]),
    ).toEqual([
      ["MapStateStarted", 2],
      ["MapRunStarted", 3],
      ["MapRunFailed", 4],
      ["MapStateStarted", 5],
      ["MapRunStarted", 6],
      ["MapRunFailed", 7],
      ["MapStateFailed", 8],
      ["MapStateExited", 9],
      ["PassStateEntered", 10],
      ["PassStateExited", 11],
      ["ExecutionSucceeded", 12],
    ]);
    expect((await call("ListMapRuns", { executionArn })).body.mapRuns).toHaveLength(2);
  }));

test("a distributed Map inside a child is a map run of the child", () =>
  withMapRoom(async ({ call, clock, history, start }) => {
    const inner = { Type: "Map", End: true, ...distributed(PASS, "STANDARD", "Inside"), Label: "Inner" };
    const executionArn = await start({ ...distributed(inner), Label: "Outer" }, [[1, 2]]);
    await clock.settle();
    expect(output(history(executionArn))).toEqual([[1, 2]]);
    const { body } = await call("ListMapRuns", { executionArn });
    const mapRunArn = (body.mapRuns as Record<string, string>[])[0]?.mapRunArn;
    const { body: children } = await call("ListExecutions", { mapRunArn });
    const child = (children.executions as Record<string, string>[])[0]?.executionArn;
    const { body: innerRuns } = await call("ListMapRuns", { executionArn: child });
    expect((innerRuns.mapRuns as Record<string, string>[])[0]?.mapRunArn).toContain(":mapRun:machine/Inner:");
  }));

test("a redriven map run goes on from MapRunRedriven, without entering or starting its state again", async () => {
  let broken = true;
  await withMapRoom(
    async ({ call, clock, history, start }) => {
      const work = { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:work", End: true };
      const executionArn = await start(distributed(work), [1]);
      await clock.settle();
      broken = false;
      await call("RedriveExecution", { executionArn });
      await clock.settle();
      const events = history(executionArn);
      expect(events.slice(7).map(({ type }) => type)).toEqual([
        "ExecutionRedriven",
        "MapRunRedriven",
        "MapRunSucceeded",
        "MapStateSucceeded",
        "MapStateExited",
        "ExecutionSucceeded",
      ]);
    },
    () => ({
      async invokeLambda({ payload }) {
        if (!broken) return { payload, requestId: "request-1" };
        return { payload: '{"errorType":"Broken"}', functionError: "Unhandled", requestId: "request-1" };
      },
    }),
  );
});
