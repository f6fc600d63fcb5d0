import { expect, test } from "vitest";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { readPublishedModel, shapeOf } from "../../published-model/published-model.ts";
import { createRoomWithClock } from "./room-under-test.ts";
import { answering, EPOCH, FUNCTION_ARN, ROLE_ARN } from "./run-machine.ts";

// `call` holds every answer against the published model (room-under-test.ts): these tests make the answers.

const MODEL = readPublishedModel("stepfunctions");
const DEFINITION = JSON.stringify({
  StartAt: "Work",
  States: {
    Work: { Type: "Task", Resource: FUNCTION_ARN, Next: "Each" },
    Each: {
      Type: "Map",
      ItemProcessor: {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
        StartAt: "Item",
        States: { Item: { Type: "Fail", Error: "E" } },
      },
      Next: "Again",
    },
    Again: { Type: "Pass", End: true },
  },
});

/** Members of an operation's input. */
function inputMembers(operation: string): string[] {
  const input = MODEL.operations[operation]?.input;
  const shape = input && shapeOf(MODEL, input.shape);
  return shape?.type === "structure" ? Object.keys(shape.members) : [];
}

function inRoom<T>(
  use: (call: ReturnType<typeof createRoomWithClock>["call"], clock: VirtualClock) => Promise<T>,
): Promise<T> {
  const clock = new VirtualClock({ name: "test", epochMs: EPOCH });
  const { call } = createRoomWithClock(clock, { invokeLambda: answering("[1,2]") });
  return clock.drive(() => use(call, clock));
}

test.each(Object.keys(MODEL.operations))("%s answers wrong input as its model says", (operation) =>
  inRoom(async (call) => {
    const statuses = new Set<number>();
    for (const wrong of [0, -1, 1.5, "", "x", "x".repeat(3_000), true, [], [1], {}, { a: 1 }, null]) {
      for (const member of inputMembers(operation)) {
        statuses.add((await call(operation, { [member]: wrong })).status);
        const all = Object.fromEntries(
          inputMembers(operation).map((name) => [name, "arn:aws:states:us-east-1:123456789012:x"]),
        );
        statuses.add((await call(operation, { ...all, [member]: wrong })).status);
      }
    }
    statuses.add((await call(operation, {})).status);
    expect([...statuses].every((status) => status === 200 || status === 400)).toBe(true);
  }),
);

test("a machine's whole life, in answers as the model has them", () =>
  inRoom(async (call, clock) => {
    const done = new Set<string>();
    const ok = async (operation: string, input: object): Promise<Record<string, unknown>> => {
      const { status, body } = await call(operation, input);
      expect([operation, status, body.message]).toEqual([operation, 200, undefined]);
      done.add(operation);
      return body;
    };
    const tags = [{ key: "team", value: "media" }];
    const machine = { name: "life", definition: DEFINITION, roleArn: ROLE_ARN };
    const { stateMachineArn, stateMachineVersionArn } = await ok("CreateStateMachine", {
      ...machine,
      publish: true,
      tags,
    });
    const { stateMachineVersionArn: second } = await ok("UpdateStateMachine", {
      stateMachineArn,
      definition: `${DEFINITION} `,
      publish: true,
    });
    const { stateMachineVersionArn: third } = await ok("PublishStateMachineVersion", { stateMachineArn });
    const routingConfiguration = [{ stateMachineVersionArn: second, weight: 100 }];
    const { stateMachineAliasArn } = await ok("CreateStateMachineAlias", { name: "live", routingConfiguration });
    await ok("UpdateStateMachineAlias", { stateMachineAliasArn, description: "d" });
    await ok("DescribeStateMachineAlias", { stateMachineAliasArn });
    await ok("ListStateMachineAliases", { stateMachineArn });
    await ok("ListStateMachineVersions", { stateMachineArn });
    await ok("ListStateMachines", {});
    await ok("DescribeStateMachine", { stateMachineArn });
    await ok("TagResource", { resourceArn: stateMachineArn, tags });
    await ok("ListTagsForResource", { resourceArn: stateMachineArn });
    await ok("UntagResource", { resourceArn: stateMachineArn, tagKeys: ["team"] });
    await ok("ValidateStateMachineDefinition", { definition: "{}", maxResults: 1, severity: "WARNING" });
    await ok("TestState", {
      definition: JSON.stringify({ Type: "Pass", End: true }),
      roleArn: ROLE_ARN,
      inspectionLevel: "DEBUG",
    });

    const { executionArn } = await ok("StartExecution", { stateMachineArn: stateMachineAliasArn, input: "{}" });
    await clock.settle();
    await ok("DescribeExecution", { executionArn });
    await ok("DescribeStateMachineForExecution", { executionArn });
    await ok("GetExecutionHistory", { executionArn });
    await ok("ListExecutions", { stateMachineArn });
    const { mapRuns } = await ok("ListMapRuns", { executionArn });
    const mapRunArn = (mapRuns as { mapRunArn: string }[])[0]?.mapRunArn;
    await ok("DescribeMapRun", { mapRunArn });
    await ok("UpdateMapRun", { mapRunArn, maxConcurrency: 1 });
    await ok("ListExecutions", { mapRunArn });
    await ok("RedriveExecution", { executionArn });
    await ok("StopExecution", { executionArn, error: "E", cause: "C" });
    await clock.settle();

    const { activityArn } = await ok("CreateActivity", { name: "work" });
    await ok("DescribeActivity", { activityArn });
    await ok("ListActivities", {});
    const waiting = { StartAt: "Wait", States: { Wait: { Type: "Task", Resource: activityArn, End: true } } };
    const callback = await ok("CreateStateMachine", {
      name: "callback",
      definition: JSON.stringify(waiting),
      roleArn: ROLE_ARN,
    });
    const token = async (): Promise<unknown> => {
      await ok("StartExecution", { stateMachineArn: callback.stateMachineArn });
      return (await ok("GetActivityTask", { activityArn, workerName: "worker" })).taskToken;
    };
    const taskToken = await token();
    await ok("SendTaskHeartbeat", { taskToken });
    await ok("SendTaskSuccess", { taskToken, output: "{}" });
    await ok("SendTaskFailure", { taskToken: await token(), error: "E", cause: "C" });
    const quick = { StartAt: "P", States: { P: { Type: "Pass", End: true } } };
    const express = await ok("CreateStateMachine", {
      name: "quick",
      definition: JSON.stringify(quick),
      roleArn: ROLE_ARN,
      type: "EXPRESS",
    });
    await ok("StartSyncExecution", { stateMachineArn: express.stateMachineArn });

    await ok("DeleteStateMachineAlias", { stateMachineAliasArn });
    for (const version of [stateMachineVersionArn, third])
      await ok("DeleteStateMachineVersion", { stateMachineVersionArn: version });
    await ok("DeleteStateMachine", { stateMachineArn });
    await ok("DeleteActivity", { activityArn });
    expect(Object.keys(MODEL.operations).filter((operation) => !done.has(operation))).toEqual([]);
  }));
