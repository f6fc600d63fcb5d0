import { expect, test } from "vitest";
import { EXECUTION, inMachineRoom, MACHINE, saying } from "../test/machine-room.ts";
import { EPOCH, ROLE_ARN } from "../test/run-machine.ts";

const route = (version: number | string, weight: number) => ({
  stateMachineVersionArn: version === "" ? MACHINE : `${MACHINE}:${version}`,
  weight,
});

/** Two published versions, and what else the test does. */
function withVersions(act: Parameters<typeof inMachineRoom<void>>[0]): Promise<void> {
  return inMachineRoom(
    async (ask, clock) => {
      await ask("UpdateStateMachine", { stateMachineArn: MACHINE, definition: saying("second"), publish: true });
      return act(ask, clock);
    },
    { publish: true },
  );
}

const ALIAS = `${MACHINE}:live`;
const LIVE = { name: "live", description: "what is live", routingConfiguration: [route(1, 100)] };

test("an alias is created once, described, updated and deleted", () =>
  withVersions(async (ask, clock) => {
    const created = { creationDate: EPOCH / 1000, stateMachineAliasArn: ALIAS };
    expect(await ask("CreateStateMachineAlias", LIVE)).toEqual(created);
    await clock.sleep(1000, "a moment");
    expect(await ask("CreateStateMachineAlias", LIVE)).toEqual(created);
    const described = {
      stateMachineAliasArn: ALIAS,
      name: "live",
      description: "what is live",
      routingConfiguration: [route(1, 100)],
      creationDate: EPOCH / 1000,
      updateDate: EPOCH / 1000,
    };
    expect(await ask("DescribeStateMachineAlias", { stateMachineAliasArn: ALIAS })).toEqual(described);
    const routingConfiguration = [route(1, 90), route(2, 10)];
    expect(await ask("UpdateStateMachineAlias", { stateMachineAliasArn: ALIAS, routingConfiguration })).toEqual({
      updateDate: EPOCH / 1000 + 1,
    });
    expect(await ask("DescribeStateMachineAlias", { stateMachineAliasArn: ALIAS })).toEqual({
      ...described,
      routingConfiguration,
      updateDate: EPOCH / 1000 + 1,
    });
    for (const _ of [1, 2]) expect(await ask("DeleteStateMachineAlias", { stateMachineAliasArn: ALIAS })).toEqual({});
    expect(await ask("DescribeStateMachineAlias", { stateMachineAliasArn: ALIAS })).toBe(
      `ResourceNotFound: Resource not found: '${ALIAS}'`,
    );
  }));

// Recorded: test_error_create_alias_not_idempotent.
test.each([
  ["description", { description: "another" }],
  ["routing", { routingConfiguration: [route(1, 50), route(2, 50)] }],
])("another %s under the same name is a conflict", (_, change) =>
  withVersions(async (ask) => {
    await ask("CreateStateMachineAlias", LIVE);
    expect(await ask("CreateStateMachineAlias", { ...LIVE, ...change })).toBe(
      "ConflictException: Failed to create alias because an alias with the same name and a different routing configuration already exists.",
    );
  }),
);

const list = `${MACHINE}:1, ${MACHINE}:2`;
// Recorded: test_error_create_alias_invalid_router_configs; the last two by third parties.
test.each([
  [
    [route(1, 50), route(2, 30), route(3, 20)],
    `1 validation error detected: Value '[RoutingConfigurationListItem(stateMachineVersionArn=${MACHINE}:1, weight=50), RoutingConfigurationListItem(stateMachineVersionArn=${MACHINE}:2, weight=30), RoutingConfigurationListItem(stateMachineVersionArn=${MACHINE}:3, weight=20)]' at 'routingConfiguration' failed to satisfy constraint: Member must have length less than or equal to 2`,
  ],
  [
    [route(1, 50), route(1, 50)],
    `Routing configuration must contain distinct state machine version ARNs. Received: [${MACHINE}:1, ${MACHINE}:1]`,
  ],
  [
    [route("", 70), route(2, 30)],
    `Routing configuration must contain state machine version ARNs. Received: [${MACHINE}, ${MACHINE}:2]`,
  ],
  [
    [route(1, 101)],
    "1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
  ],
  [
    [route(1, -1)],
    "1 validation error detected: Value '-1' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value greater than or equal to 0",
  ],
  [[route(1, 70), route(2, 29)], "Sum of routing configuration weights must equal 100. Received: [70, 29]"],
  [[route(1, 70), route(2, 31)], "Sum of routing configuration weights must equal 100. Received: [70, 31]"],
  [
    [],
    "1 validation error detected: Value '[]' at 'routingConfiguration' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    [route(1, 50), { stateMachineVersionArn: `${MACHINE}x:1`, weight: 50 }],
    `Routing configuration must contain state machine version ARNs for the same state machine. Received: [${list.replace(":2", "").replace(`, ${MACHINE}`, `, ${MACHINE}x:1`)}]`,
  ],
])("routing %j is refused, when it is created and when it is updated", (routingConfiguration, message) =>
  withVersions(async (ask) => {
    await ask("CreateStateMachineAlias", LIVE);
    expect(await ask("CreateStateMachineAlias", { name: "other", routingConfiguration })).toBe(
      `ValidationException: ${message}`,
    );
    expect(await ask("UpdateStateMachineAlias", { stateMachineAliasArn: ALIAS, routingConfiguration })).toBe(
      `ValidationException: ${message}`,
    );
  }),
);

const PATTERN = "Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$";
// Recorded: test_error_create_alias_invalid_name.
test.each([
  ["123", PATTERN],
  ["INVALID ALIAS", PATTERN],
  ["!INVALID", PATTERN],
  ["ALIAS@", PATTERN],
  ["A".repeat(81), "Member must have length less than or equal to 80"],
])("%j is no name of an alias", (name, rule) =>
  withVersions(async (ask) => {
    expect(await ask("CreateStateMachineAlias", { ...LIVE, name })).toBe(
      `ValidationException: 1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: ${rule}`,
    );
  }),
);

test("an update needs something to update and an alias to be there", () =>
  withVersions(async (ask) => {
    // Recorded: test_update_no_such_alias_arn.
    expect(await ask("UpdateStateMachineAlias", { stateMachineAliasArn: ALIAS, description: "new" })).toBe(
      "ResourceNotFound: Request references a resource that does not exist.",
    );
    expect(await ask("UpdateStateMachineAlias", { stateMachineAliasArn: ALIAS })).toBe(
      "ValidationException: Either description or routing configuration must be specified",
    );
  }));

test("a version that an alias points to cannot be deleted", () =>
  withVersions(async (ask) => {
    await ask("CreateStateMachineAlias", LIVE);
    await ask("CreateStateMachineAlias", { ...LIVE, name: "also" });
    expect(await ask("DeleteStateMachineVersion", { stateMachineVersionArn: `${MACHINE}:1` })).toBe(
      "ConflictException: Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live, also]",
    );
    expect(await ask("DeleteStateMachineVersion", { stateMachineVersionArn: `${MACHINE}:2` })).toEqual({});
  }));

test("aliases are listed first created first, of a machine and of a version, in pages", () =>
  withVersions(async (ask) => {
    for (const name of ["b", "a"]) await ask("CreateStateMachineAlias", { ...LIVE, name });
    await ask("CreateStateMachineAlias", { name: "c", routingConfiguration: [route(2, 100)] });
    const names = async (input: object): Promise<unknown> => {
      const listed = await ask("ListStateMachineAliases", { stateMachineArn: MACHINE, ...input });
      if (typeof listed === "string") return listed;
      const { stateMachineAliases, nextToken } = listed as Record<string, { stateMachineAliasArn: string }[]>;
      return { names: stateMachineAliases?.map((item) => item.stateMachineAliasArn.split(":")[7]), nextToken };
    };
    expect(await names({})).toEqual({ names: ["b", "a", "c"] });
    expect(await names({ maxResults: 0 })).toEqual({ names: ["b", "a", "c"] });
    expect(await names({ stateMachineArn: `${MACHINE}:2` })).toEqual({ names: ["c"] });
    const page = (await names({ maxResults: 1 })) as { nextToken: string };
    expect(page).toEqual({ names: ["b"], nextToken: expect.any(String) });
    await ask("DeleteStateMachineAlias", { stateMachineAliasArn: `${MACHINE}:b` });
    expect(await names({ nextToken: page.nextToken })).toEqual({ names: ["c"] });
    expect(await names({ nextToken: "InvalidToken" })).toBe("InvalidToken: Invalid Token: 'Invalid token'");
    expect(await names({ maxResults: 1001 })).toBe(
      "ValidationException: 1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    );
    expect(await names({ nextToken: "x".repeat(1025) })).toMatch(/less than or equal to 1024$/);
    expect(await names({ stateMachineArn: `${MACHINE}x` })).toBe(
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}x'`,
    );
  }));

test("executions of an alias are shared out by weight, and show alias and version", () =>
  withVersions(async (ask, clock) => {
    await ask("CreateStateMachineAlias", { ...LIVE, routingConfiguration: [route(1, 80), route(2, 20)] });
    for (let number = 0; number < 200; number++) {
      await ask("StartExecution", { stateMachineArn: ALIAS, name: `e${number}` });
    }
    await clock.sleep(1000, "their ends");
    const listed = await ask("ListExecutions", { stateMachineArn: ALIAS, maxResults: 1000 });
    const { executions } = listed as { executions: { stateMachineVersionArn: string; stateMachineAliasArn: string }[] };
    expect(executions).toHaveLength(200);
    expect(new Set(executions.map(({ stateMachineAliasArn }) => stateMachineAliasArn))).toEqual(new Set([ALIAS]));
    const firsts = executions.filter((item) => item.stateMachineVersionArn === `${MACHINE}:1`).length;
    expect(firsts).toBeGreaterThan(140);
    expect(firsts).toBeLessThan(180);
    await ask("UpdateStateMachineAlias", { stateMachineAliasArn: ALIAS, routingConfiguration: [route(2, 100)] });
    await ask("StartExecution", { stateMachineArn: ALIAS, name: "last" });
    await clock.sleep(1000, "its end");
    expect(await ask("DescribeExecution", { executionArn: `${EXECUTION}:last` })).toMatchObject({
      stateMachineArn: MACHINE,
      stateMachineAliasArn: ALIAS,
      stateMachineVersionArn: `${MACHINE}:2`,
      output: '"second"',
    });
    const history = await ask("GetExecutionHistory", { executionArn: `${EXECUTION}:last`, maxResults: 1 });
    expect((history as { events: unknown[] }).events[0]).toMatchObject({
      executionStartedEventDetails: { stateMachineAliasArn: ALIAS, stateMachineVersionArn: `${MACHINE}:2` },
    });
    expect(await ask("StartExecution", { stateMachineArn: `${MACHINE}:none` })).toBe(
      `StateMachineDoesNotExist: State Machine Alias Does Not Exist: '${MACHINE}:none'`,
    );
  }));

test("with the machine its versions and aliases are gone, and a new one of the name counts from 1", () =>
  withVersions(async (ask) => {
    await ask("CreateStateMachineAlias", LIVE);
    await ask("DeleteStateMachine", { stateMachineArn: MACHINE });
    expect(await ask("DescribeStateMachineAlias", { stateMachineAliasArn: ALIAS })).toMatch(/^ResourceNotFound/);
    const again = { name: "machine", definition: saying("again"), roleArn: ROLE_ARN, publish: true };
    expect(await ask("CreateStateMachine", again)).toMatchObject({ stateMachineVersionArn: `${MACHINE}:1` });
    expect(await ask("ListStateMachineAliases", { stateMachineArn: MACHINE })).toEqual({ stateMachineAliases: [] });
  }));
