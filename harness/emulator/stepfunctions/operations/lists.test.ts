import { expect, test } from "vitest";
import { EXECUTION, inMachineRoom, MACHINE, saying, WAITING } from "../test/machine-room.ts";
import { EPOCH, ROLE_ARN } from "../test/run-machine.ts";

type Listed = { executions: { name: string; [member: string]: unknown }[]; nextToken?: string };

const waiting = { definition: WAITING };
const names = (listed: unknown): string[] => (listed as Listed).executions.map(({ name }) => name);

test("ListExecutions: running ones by start or redrive, closed ones by their end, the most recent first", () =>
  inMachineRoom(async (ask, clock) => {
    const start = (name: string) => ask("StartExecution", { stateMachineArn: MACHINE, name });
    const stop = (name: string) => ask("StopExecution", { executionArn: `${EXECUTION}:${name}` });
    for (const name of ["one", "two", "three"]) {
      await start(name);
      await clock.sleep(1000, "a moment");
    }
    await stop("one");
    const list = () => ask("ListExecutions", { stateMachineArn: MACHINE });
    expect(names(await list())).toEqual(["one", "three", "two"]);
    await stop("three");
    await clock.sleep(1000, "a moment");
    await ask("RedriveExecution", { executionArn: `${EXECUTION}:one` });
    expect((await list()) as Listed).toEqual({
      executions: [
        {
          executionArn: `${EXECUTION}:one`,
          stateMachineArn: MACHINE,
          name: "one",
          status: "RUNNING",
          startDate: EPOCH / 1000,
          redriveCount: 1,
          redriveDate: EPOCH / 1000 + 4,
        },
        expect.objectContaining({ name: "three", status: "ABORTED", stopDate: EPOCH / 1000 + 3, redriveCount: 0 }),
        expect.objectContaining({ name: "two", status: "RUNNING" }),
      ],
    });
  }, waiting));

test.each([
  ["RUNNING", ["two"]],
  ["ABORTED", ["one"]],
  ["FAILED", []],
])("ListExecutions with status %s", (statusFilter, listed) =>
  inMachineRoom(async (ask) => {
    for (const name of ["one", "two"]) await ask("StartExecution", { stateMachineArn: MACHINE, name });
    await ask("StopExecution", { executionArn: `${EXECUTION}:one` });
    expect(names(await ask("ListExecutions", { stateMachineArn: MACHINE, statusFilter }))).toEqual(listed);
  }, waiting),
);

test("a page begins after the last one, also when executions have been started in between", () =>
  inMachineRoom(async (ask, clock) => {
    const start = async (name: string): Promise<void> => {
      await ask("StartExecution", { stateMachineArn: MACHINE, name });
      await clock.sleep(1000, "a moment");
    };
    for (const name of ["one", "two", "three"]) await start(name);
    const list = (more: object) => ask("ListExecutions", { stateMachineArn: MACHINE, ...more });
    const first = (await list({ maxResults: 2 })) as Listed;
    expect(names(first)).toEqual(["three", "two"]);
    await start("four");
    expect(await list({ maxResults: 2, nextToken: first.nextToken })).toEqual({
      executions: [expect.objectContaining({ name: "one" })],
    });
  }));

const EXPRESS = { name: "quick", definition: saying("quick"), roleArn: ROLE_ARN, type: "EXPRESS" };
const validation = "ValidationException: 1 validation error detected: Value";
// Recorded: test_list_executions_pagination, test_list_execution_invalid_arn.
test.each([
  [
    { maxResults: 1001 },
    `${validation} '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000`,
  ],
  [
    { maxResults: -1 },
    `${validation} '-1' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 0`,
  ],
  [
    { nextToken: "" },
    `${validation} '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1`,
  ],
  [
    { nextToken: "x".repeat(3097) },
    `${validation} '${"x".repeat(3097)}' at 'nextToken' failed to satisfy constraint: Member must have length less than or equal to 3096`,
  ],
  [{ nextToken: "x" }, "InvalidToken: Invalid Token: 'Invalid token'"],
  [{ stateMachineArn: "invalid" }, "InvalidArn: Invalid Arn: 'Invalid ARN prefix: invalid'"],
  [{ stateMachineArn: `${MACHINE}x` }, `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}x'`],
  [
    { statusFilter: "DONE" },
    `${validation} 'DONE' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]`,
  ],
  [
    { mapRunArn: "arn:aws:states:us-east-1:123456789012:mapRun:machine/label:id" },
    "ValidationException: Must specify one and only one: state machine ARN or map run ARN",
  ],
  [{ redriveFilter: "REDRIVEN" }, /^ValidationException: /],
  [{ statusFilter: "PENDING_REDRIVE" }, /^ValidationException: /],
  [
    { stateMachineArn: MACHINE.replace(/machine$/, "quick") },
    "StateMachineTypeNotSupported: This operation is not supported by this type of state machine",
  ],
])("ListExecutions refuses %j", (more, refusal) =>
  inMachineRoom(async (ask) => {
    await ask("CreateStateMachine", EXPRESS);
    expect(await ask("ListExecutions", { stateMachineArn: MACHINE, ...more })).toEqual(
      typeof refusal === "string" ? refusal : expect.stringMatching(refusal),
    );
  }),
);

test("ListStateMachines: by name, without versions, in pages", () =>
  inMachineRoom(async (ask) => {
    for (const name of ["b", "a"]) {
      await ask("CreateStateMachine", { name, definition: saying(name), roleArn: ROLE_ARN, publish: true });
    }
    const list = async (more: object): Promise<unknown> => {
      const { stateMachines, nextToken } = (await ask("ListStateMachines", { ...more })) as {
        stateMachines: { name: string }[];
        nextToken?: string;
      };
      return { names: stateMachines.map(({ name }) => name), nextToken };
    };
    expect(await list({})).toEqual({ names: ["a", "b", "machine"] });
    const { nextToken } = (await list({ maxResults: 2 })) as { nextToken: string };
    expect(await list({ nextToken })).toEqual({ names: ["machine"] });
    expect(await ask("ListStateMachines", { nextToken: "x".repeat(1025) })).toMatch(/less than or equal to 1024$/);
  }));

test("metadata alone: no input, output and definition", () =>
  inMachineRoom(async (ask, clock) => {
    await ask("StartExecution", { stateMachineArn: MACHINE, name: "one" });
    await clock.sleep(1, "its end");
    const includedData = "METADATA_ONLY";
    const described = await ask("DescribeExecution", { executionArn: `${EXECUTION}:one`, includedData });
    expect(described).toMatchObject({ inputDetails: { included: false }, outputDetails: { included: false } });
    expect(described).not.toHaveProperty("input");
    expect(described).not.toHaveProperty("output");
    expect(await ask("DescribeStateMachine", { stateMachineArn: MACHINE, includedData })).toMatchObject({
      definition: "{}",
    });
  }));
