import { expect, test } from "vitest";
import { EXECUTION, inMachineRoom, MACHINE, saying } from "../test/machine-room.ts";
import { EPOCH, ROLE_ARN } from "../test/run-machine.ts";

const publish = { publish: true, versionDescription: "first version" };
const create = (more: object) => ({ name: "machine", definition: saying("first"), roleArn: ROLE_ARN, ...more });

test("a machine can be published when it is created; the version is described by its own ARN", () =>
  inMachineRoom(async (ask, clock) => {
    await clock.sleep(1000, "a moment");
    expect(await ask("UpdateStateMachine", { stateMachineArn: MACHINE, definition: saying("second") })).toMatchObject({
      updateDate: EPOCH / 1000 + 1,
    });
    const described = await ask("DescribeStateMachine", { stateMachineArn: `${MACHINE}:1` });
    expect(described).toEqual({
      stateMachineArn: `${MACHINE}:1`,
      name: "machine",
      definition: saying("first"),
      roleArn: ROLE_ARN,
      type: "STANDARD",
      status: "ACTIVE",
      creationDate: EPOCH / 1000,
      description: "first version",
      loggingConfiguration: { level: "OFF", includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: "AWS_OWNED_KEY" },
    });
    expect(await ask("DescribeStateMachine", { stateMachineArn: `${MACHINE}:2` })).toBe(
      `StateMachineDoesNotExist: State Machine Version Does Not Exist: '${MACHINE}:2'`,
    );
  }, publish));

test("CreateStateMachine answers with the version it publishes", () =>
  inMachineRoom(async (ask) => {
    expect(await ask("CreateStateMachine", create({ name: "other", publish: true }))).toEqual({
      stateMachineArn: MACHINE.replace("machine", "machine").replace(/machine$/, "other"),
      creationDate: EPOCH / 1000,
      stateMachineVersionArn: `${MACHINE.replace(/machine$/, "other")}:1`,
    });
  }));

// Recorded on AWS by third parties in September 2026.
test("CreateStateMachine is idempotent on the first version and its description, also after updates; not on role and tags", () =>
  inMachineRoom(async (ask) => {
    const differently =
      "StateMachineAlreadyExists: State Machine Already Exists: This state machine was already created with a published version using a different description.";
    const tags = [{ key: "k", value: "v" }];
    expect(await ask("CreateStateMachine", create({ ...publish, roleArn: `${ROLE_ARN}-2`, tags }))).toMatchObject({
      stateMachineVersionArn: `${MACHINE}:1`,
    });
    expect(await ask("ListTagsForResource", { resourceArn: MACHINE })).toEqual({ tags: [] });
    expect(await ask("CreateStateMachine", create({}))).toBe(
      "StateMachineAlreadyExists: State Machine Already Exists: This state machine was already created with a published version.",
    );
    expect(await ask("CreateStateMachine", create({ publish: true }))).toBe(differently);
    const second = { definition: saying("second"), publish: true, versionDescription: "second version" };
    await ask("UpdateStateMachine", { stateMachineArn: MACHINE, ...second });
    expect(await ask("CreateStateMachine", create(second))).toBe(differently);
    expect(await ask("CreateStateMachine", create({ ...publish, definition: saying("second") }))).toMatchObject({
      stateMachineVersionArn: `${MACHINE}:1`,
    });
  }, publish));

test("a revision is published once, and keeps its first description", () =>
  inMachineRoom(async (ask) => {
    const published = await ask("PublishStateMachineVersion", { stateMachineArn: MACHINE, description: "one" });
    expect(published).toEqual({ creationDate: EPOCH / 1000, stateMachineVersionArn: `${MACHINE}:1` });
    expect(await ask("PublishStateMachineVersion", { stateMachineArn: MACHINE, description: "two" })).toEqual(
      published,
    );
    expect(await ask("DescribeStateMachine", { stateMachineArn: `${MACHINE}:1` })).toMatchObject({
      description: "one",
    });
    expect(
      await ask("UpdateStateMachine", { stateMachineArn: MACHINE, definition: saying("first"), publish: true }),
    ).toMatchObject({ stateMachineVersionArn: `${MACHINE}:1` });
  }));

test("PublishStateMachineVersion refuses another revision than the current one; INITIAL is the first", () =>
  inMachineRoom(async (ask) => {
    const asked = (revisionId: string) => ask("PublishStateMachineVersion", { stateMachineArn: MACHINE, revisionId });
    expect(await asked("nothing")).toBe(
      "ConflictException: Failed to publish the State Machine version for revision nothing. The current State Machine revision is INITIAL.",
    );
    expect(await asked("INITIAL")).toMatchObject({ stateMachineVersionArn: `${MACHINE}:1` });
    const updated = await ask("UpdateStateMachine", { stateMachineArn: MACHINE, definition: saying("second") });
    const { revisionId } = updated as { revisionId: string };
    expect(await asked("INITIAL")).toBe(
      `ConflictException: Failed to publish the State Machine version for revision INITIAL. The current State Machine revision is ${revisionId}.`,
    );
    expect(await asked(revisionId)).toMatchObject({ stateMachineVersionArn: `${MACHINE}:2` });
  }));

test("versions are listed latest first, deleted twice, and their numbers are not given again", () =>
  inMachineRoom(async (ask) => {
    for (const text of ["second", "third"]) {
      await ask("UpdateStateMachine", { stateMachineArn: MACHINE, definition: saying(text), publish: true });
    }
    const arns = async (input: object = {}): Promise<unknown> => {
      const listed = await ask("ListStateMachineVersions", { stateMachineArn: MACHINE, ...input });
      const { stateMachineVersions, nextToken } = listed as Record<string, { stateMachineVersionArn: string }[]>;
      return { numbers: stateMachineVersions?.map((item) => item.stateMachineVersionArn.split(":")[7]), nextToken };
    };
    expect(await arns()).toEqual({ numbers: ["2", "1"] });
    const first = (await arns({ maxResults: 1 })) as { nextToken: string };
    expect(first).toEqual({ numbers: ["2"], nextToken: expect.any(String) });
    expect(await arns({ nextToken: first.nextToken })).toEqual({ numbers: ["1"] });
    for (const _ of [1, 2]) {
      expect(await ask("DeleteStateMachineVersion", { stateMachineVersionArn: `${MACHINE}:2` })).toEqual({});
    }
    expect(await arns()).toEqual({ numbers: ["1"] });
    expect(await ask("PublishStateMachineVersion", { stateMachineArn: MACHINE })).toMatchObject({
      stateMachineVersionArn: `${MACHINE}:3`,
    });
    expect(await ask("ListStateMachineVersions", { stateMachineArn: MACHINE, nextToken: "not-a-token" })).toBe(
      "InvalidToken: Invalid Token: 'Invalid token'",
    );
  }));

test("an execution of a version runs and shows it, also after its deletion", () =>
  inMachineRoom(async (ask, clock) => {
    await ask("UpdateStateMachine", { stateMachineArn: MACHINE, definition: saying("second") });
    expect(await ask("StartExecution", { stateMachineArn: `${MACHINE}:1`, name: "one" })).toMatchObject({
      executionArn: `${EXECUTION}:one`,
    });
    await ask("StartExecution", { stateMachineArn: MACHINE, name: "two" });
    await clock.sleep(1000, "their ends");
    await ask("DeleteStateMachineVersion", { stateMachineVersionArn: `${MACHINE}:1` });
    const described = await ask("DescribeExecution", { executionArn: `${EXECUTION}:one` });
    expect(described).toMatchObject({
      stateMachineArn: MACHINE,
      stateMachineVersionArn: `${MACHINE}:1`,
      output: '"first"',
    });
    expect(described).not.toHaveProperty("stateMachineAliasArn");
    const used = await ask("DescribeStateMachineForExecution", { executionArn: `${EXECUTION}:one` });
    expect(used).toMatchObject({ stateMachineArn: MACHINE, definition: saying("first") });
    const listed = await ask("ListExecutions", { stateMachineArn: `${MACHINE}:1` });
    expect((listed as { executions: unknown[] }).executions).toEqual([
      expect.objectContaining({ name: "one", stateMachineVersionArn: `${MACHINE}:1` }),
    ]);
    expect(await ask("StartExecution", { stateMachineArn: `${MACHINE}:1` })).toBe(
      `StateMachineDoesNotExist: State Machine Version Does Not Exist: '${MACHINE}:1'`,
    );
    expect(await ask("UpdateStateMachine", { stateMachineArn: `${MACHINE}:1`, roleArn: ROLE_ARN })).toBe(
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}:1'`,
    );
  }, publish));

test.each([
  ["CreateStateMachine", create({ name: "other", versionDescription: "no" })],
  ["UpdateStateMachine", { stateMachineArn: MACHINE, roleArn: ROLE_ARN, versionDescription: "no" }],
])("%s takes a description only of a version that it publishes", (operation, input) =>
  inMachineRoom(async (ask) => {
    expect(await ask(operation, input)).toBe(
      "ValidationException: Version description can only be set when publish is true",
    );
  }),
);

test("an update without anything to update is refused, also when it publishes", () =>
  inMachineRoom(async (ask) => {
    for (const more of [{}, { publish: true }, { versionDescription: "no" }]) {
      expect(await ask("UpdateStateMachine", { stateMachineArn: MACHINE, ...more })).toBe(
        "MissingRequiredParameter: Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
      );
    }
  }));

// Recorded: test_publish_state_machine_version_no_such_machine, test_publish_state_machine_version_invalid_arn.
test("versions of what does not exist", () =>
  inMachineRoom(async (ask) => {
    expect(await ask("PublishStateMachineVersion", { stateMachineArn: `${MACHINE}x` })).toBe(
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}x'`,
    );
    expect(await ask("PublishStateMachineVersion", { stateMachineArn: "invalid_arn" })).toBe(
      "InvalidArn: Invalid Arn: 'Invalid ARN prefix: invalid_arn'",
    );
  }));
