import { expect, test } from "vitest";
import { EXECUTION, inMachineRoom, MACHINE, saying } from "../test/machine-room.ts";
import { EPOCH, ROLE_ARN } from "../test/run-machine.ts";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
const CUSTOMER = "CUSTOMER_MANAGED_KMS_KEY";
const create = { name: "other", definition: saying("other"), roleArn: ROLE_ARN };

test("everything is described as encrypted with AWS's own key, also where the caller has said so", () =>
  inMachineRoom(async (ask) => {
    const encryptionConfiguration = { type: "AWS_OWNED_KEY" };
    const { stateMachineArn } = (await ask("CreateStateMachine", { ...create, encryptionConfiguration })) as {
      stateMachineArn: string;
    };
    expect(await ask("UpdateStateMachine", { stateMachineArn: MACHINE, encryptionConfiguration })).toMatchObject({
      updateDate: EPOCH / 1000,
    });
    const { executionArn } = (await ask("StartExecution", { stateMachineArn, name: "one" })) as {
      executionArn: string;
    };
    const { activityArn } = (await ask("CreateActivity", { name: "work" })) as { activityArn: string };
    for (const [operation, input] of [
      ["DescribeStateMachine", { stateMachineArn }],
      ["DescribeStateMachine", { stateMachineArn: MACHINE }],
      ["DescribeStateMachineForExecution", { executionArn }],
      ["DescribeActivity", { activityArn }],
    ] as const) {
      expect(await ask(operation, input), operation).toMatchObject({ encryptionConfiguration });
    }
  }));

// API_DescribeStateMachine.html: "A map of state name to a list of variables referenced by that state."
test("the variables that each state reads are described, in both query languages", () =>
  inMachineRoom(async (ask) => {
    const pass = (fields: Record<string, unknown>): unknown => ({ Type: "Pass", ...fields });
    const definition = JSON.stringify({
      StartAt: "Set",
      States: {
        Set: pass({ Assign: { a: 1, "b.$": "$.b" }, Next: "Paths" }),
        Paths: pass({ Parameters: { "x.$": "States.Format('{} {}', $b.c, $a)" }, Next: "Choose" }),
        Choose: { Type: "Choice", Choices: [{ Variable: "$a", NumericEquals: 1, Next: "Each" }], Default: "Each" },
        Each: {
          Type: "Map",
          ItemsPath: "$b",
          ItemProcessor: { StartAt: "In", States: { In: pass({ OutputPath: "$a", End: true }) } },
          Next: "Data",
        },
        Data: pass({
          QueryLanguage: "JSONata",
          Output: {
            n: "{% ($own := $b; $f := function($p) { $p + $own + $sum($states.input.l) }; $f($a)) %}",
            text: "$a",
          },
          Assign: { c: "{% $uppercase($states.input.t) %}" },
          End: true,
        }),
      },
    });
    const { stateMachineArn } = (await ask("CreateStateMachine", { ...create, definition })) as {
      stateMachineArn: string;
    };
    expect(await ask("DescribeStateMachine", { stateMachineArn })).toMatchObject({
      variableReferences: { Paths: ["b", "a"], Choose: ["a"], Each: ["b"], In: ["a"], Data: ["b", "a"] },
    });
    expect(await ask("DescribeStateMachine", { stateMachineArn: MACHINE })).not.toHaveProperty("variableReferences");
    const hidden = await ask("DescribeStateMachine", { stateMachineArn, includedData: "METADATA_ONLY" });
    expect(hidden).not.toHaveProperty("variableReferences");
  }));

test.each([
  [{ type: CUSTOMER }, /^InvalidEncryptionConfiguration: /],
  [{ type: "AWS_OWNED_KEY", kmsKeyId: KEY }, /^InvalidEncryptionConfiguration: /],
  [
    { type: CUSTOMER, kmsKeyId: KEY, kmsDataKeyReusePeriodSeconds: 59 },
    /^ValidationException: .* than or equal to 60$/,
  ],
  [
    { type: CUSTOMER, kmsKeyId: KEY, kmsDataKeyReusePeriodSeconds: 901 },
    /^ValidationException: .* than or equal to 900$/,
  ],
  [{ type: "OURS" }, /^ValidationException: .*encryptionConfiguration\.type/],
  [
    { type: CUSTOMER, kmsKeyId: KEY },
    /^NotImplemented: encryptionConfiguration of CreateStateMachine with a customer's/,
  ],
])("encryption %j is refused", (encryptionConfiguration, refusal) =>
  inMachineRoom(async (ask) => {
    expect(await ask("CreateStateMachine", { ...create, encryptionConfiguration })).toMatch(refusal);
  }),
);

test("an update that changes nothing keeps date and revision", () =>
  inMachineRoom(async (ask, clock) => {
    const update = (more: object) => ask("UpdateStateMachine", { stateMachineArn: MACHINE, ...more });
    await clock.sleep(1000, "a moment");
    expect(await update({ definition: saying("first") })).toEqual({ updateDate: EPOCH / 1000 });
    const changed = await update({ definition: saying("second") });
    expect(changed).toEqual({ updateDate: EPOCH / 1000 + 1, revisionId: expect.any(String) });
    await clock.sleep(1000, "a moment");
    expect(await update({ roleArn: ROLE_ARN })).toEqual(changed);
    expect(await update({ tracingConfiguration: { enabled: true } })).not.toEqual(changed);
  }));

test.each(["role", "arn:aws:iam::123456789012:user/person", "arn:aws:iam::aws:policy/AWSBatchFullAccess"])(
  "%s is no role",
  (roleArn) =>
    inMachineRoom(async (ask) => {
      const refusal = `InvalidArn: Invalid Role Arn: '${roleArn}'`;
      expect(await ask("CreateStateMachine", { ...create, roleArn })).toBe(refusal);
      expect(await ask("UpdateStateMachine", { stateMachineArn: MACHINE, roleArn })).toBe(refusal);
    }),
);

test.each(["StartExecution", "DescribeStateMachine", "UpdateStateMachine", "DeleteStateMachine"])(
  "%s takes no ARN of a distributed Map",
  (operation) =>
    inMachineRoom(async (ask) => {
      expect(await ask(operation, { stateMachineArn: `${MACHINE}/label`, roleArn: ROLE_ARN })).toMatch(
        /^ValidationException: /,
      );
    }),
);

test("a trace header is described", () =>
  inMachineRoom(async (ask) => {
    const traceHeader = "Root=1-5759e988-bd862e3fe1be46a994272793";
    await ask("StartExecution", { stateMachineArn: MACHINE, name: "one", traceHeader });
    expect(await ask("DescribeExecution", { executionArn: `${EXECUTION}:one` })).toMatchObject({ traceHeader });
    expect(await ask("StartExecution", { stateMachineArn: MACHINE, traceHeader: "x".repeat(257) })).toMatch(
      /^ValidationException: .*'traceHeader'/,
    );
  }));
