import { expect, test } from "vitest";
import { EPOCH } from "./run-machine.ts";
import { inWholeCloud, taskMachine, type WholeCloud } from "./whole-cloud.ts";

const ARN = "arn:aws:states:us-east-1:123456789012:activity:weigh";

const newActivity = ({ call }: WholeCloud) => call("states", "CreateActivity", { Name: "weigh" });
const poll = ({ call }: WholeCloud, more = {}) => call("states", "GetActivityTask", { ActivityArn: ARN, ...more });

test("an activity's life", () =>
  inWholeCloud(async (at) => {
    expect(await newActivity(at)).toEqual({ ActivityArn: ARN, CreationDate: EPOCH / 1000 });
    await at.clock.sleep(5000, "a while");
    expect(await newActivity(at)).toEqual({ ActivityArn: ARN, CreationDate: EPOCH / 1000 });
    const described = { ActivityArn: ARN, Name: "weigh", CreationDate: EPOCH / 1000 };
    expect(await at.call("states", "DescribeActivity", { ActivityArn: ARN })).toEqual({
      ...described,
      EncryptionConfiguration: { Type: "AWS_OWNED_KEY" },
    });
    expect(await at.call("states", "ListActivities")).toEqual({ Activities: [described] });
    await at.call("states", "DeleteActivity", { ActivityArn: ARN });
    await at.call("states", "DeleteActivity", { ActivityArn: ARN });
    // Recorded: test_describe_deleted_activity, test_get_activity_task_deleted.
    for (const operation of ["DescribeActivity", "GetActivityTask"]) {
      await expect(at.call("states", operation, { ActivityArn: ARN })).rejects.toMatchObject({
        code: "ActivityDoesNotExist",
        message: `Activity Does Not Exist: '${ARN}'`,
      });
    }
    // Recorded: test_describe_activity_invalid_arn.
    await expect(at.call("states", "DescribeActivity", { ActivityArn: "no" })).rejects.toMatchObject({
      code: "InvalidArn",
      message: "Invalid Arn: 'Invalid ARN prefix: no'",
    });
    await expect(at.call("states", "CreateActivity", { Name: "a b" })).rejects.toMatchObject({ code: "InvalidName" });
  }));

// Recorded: test_activity_task.
test("an activity carries tags until it is deleted", () =>
  inWholeCloud(async (at) => {
    const tagged = { Name: "weigh", Tags: [{ Key: "team", Value: "media" }] };
    await at.call("states", "CreateActivity", tagged);
    await at.call("states", "TagResource", { ResourceArn: ARN, Tags: [{ Key: "stage", Value: "test" }] });
    const list = () => at.call("states", "ListTagsForResource", { ResourceArn: ARN });
    expect(await list()).toEqual({ Tags: [...tagged.Tags, { Key: "stage", Value: "test" }] });
    await at.call("states", "DeleteActivity", { ActivityArn: ARN });
    await newActivity(at);
    expect(await list()).toEqual({ Tags: [] });
  }));

test("a worker that waits gets the task, and its answer is the Task's result", () =>
  inWholeCloud(async (at) => {
    await newActivity(at);
    const waiting = at.clock.spawn("worker", () => poll(at, { WorkerName: "scales" }));
    await at.clock.sleep(30_000, "a while");
    const executionArn = await at.start(taskMachine({ Resource: ARN }), { Value1: "HelloWorld" });
    const { TaskToken, Input } = await waiting;
    expect(Input).toBe('{"Value1":"HelloWorld"}');
    await at.call("states", "SendTaskSuccess", { TaskToken, Output: String(Input) });
    const events = await at.finish(executionArn);
    expect(events.slice(2).map(({ type, details }) => [type, details])).toEqual([
      ["ActivityScheduled", { resource: ARN, input: Input, inputDetails: { truncated: false } }],
      ["ActivityStarted", { workerName: "scales" }],
      ["ActivitySucceeded", { output: Input, outputDetails: { truncated: false } }],
      ["TaskStateExited", { name: "Work", output: Input, outputDetails: { truncated: false } }],
      ["ExecutionSucceeded", { output: Input, outputDetails: { truncated: false } }],
    ]);
  }));

test("a worker that finds nothing for a minute gets no token", () =>
  inWholeCloud(async (at) => {
    await newActivity(at);
    const waiting = at.clock.spawn("worker", () => poll(at));
    await at.clock.sleep(60_000, "a minute");
    expect(await waiting).toEqual({});
    expect(at.clock.now()).toBe(EPOCH + 60_000);
  }));

test("tasks are given out in their order, each to one worker", () =>
  inWholeCloud(async (at) => {
    await newActivity(at);
    for (const number of [1, 2]) await at.start(taskMachine({ Resource: ARN }), number);
    const answers = [await poll(at), await poll(at)];
    expect(answers.map(({ Input }) => Input)).toEqual(["1", "2"]);
    for (const { TaskToken } of answers) await at.call("states", "SendTaskSuccess", { TaskToken, Output: "0" });
  }));

test("the limits begin when a worker has taken the task", () =>
  inWholeCloud(async (at) => {
    await newActivity(at);
    const limits = { TimeoutSeconds: 60, HeartbeatSeconds: 10 };
    const executionArn = await at.start(taskMachine({ Resource: ARN, ...limits }));
    await at.clock.sleep(600_000, "nobody works");
    const { TaskToken } = await poll(at);
    await at.clock.sleep(8000, "work");
    await at.call("states", "SendTaskHeartbeat", { TaskToken });
    const events = await at.finish(executionArn);
    expect(events[2]?.details).toMatchObject({ timeoutInSeconds: 60, heartbeatInSeconds: 10 });
    expect(events.slice(3).map(({ type, details, at: when }) => [type, details, when - EPOCH])).toEqual([
      ["ActivityStarted", {}, 600_000],
      ["ActivityTimedOut", { error: "States.Timeout" }, 618_000],
      ["ExecutionFailed", { error: "States.Timeout" }, 618_000],
    ]);
  }));

test("a worker's failure is the Task's", () =>
  inWholeCloud(async (at) => {
    await newActivity(at);
    const executionArn = await at.start(taskMachine({ Resource: ARN }));
    const { TaskToken } = await poll(at);
    await at.call("states", "SendTaskFailure", { TaskToken, Error: "Broken", Cause: "spring" });
    const events = await at.finish(executionArn);
    expect(events[4]).toMatchObject({ type: "ActivityFailed", details: { error: "Broken", cause: "spring" } });
  }));

test("a stopped execution takes its task back", () =>
  inWholeCloud(async (at) => {
    await newActivity(at);
    const executionArn = await at.start(taskMachine({ Resource: ARN }));
    await at.call("states", "StopExecution", { ExecutionArn: executionArn });
    const waiting = at.clock.spawn("worker", () => poll(at));
    await at.clock.sleep(60_000, "a minute");
    expect(await waiting).toEqual({});
  }));

// Recorded: test_activity_task_on_deleted.
test("a Task of an activity that does not exist cannot run", () =>
  inWholeCloud(async (at) => {
    const events = await at.finish(await at.start(taskMachine({ Resource: ARN })));
    expect(events.at(-1)?.details).toEqual({
      error: "States.Runtime",
      cause: `An error occurred while executing the state 'Work' (entered at the event id #2). The activity ${ARN} does not exist.`,
    });
  }));
