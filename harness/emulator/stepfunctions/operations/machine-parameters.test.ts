import { expect, test } from "vitest";
import { EXECUTION, inMachineRoom, MACHINE, saying } from "../test/machine-room.ts";
import { EPOCH, ROLE_ARN } from "../test/run-machine.ts";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
const CUSTOMER = "CUSTOMER_MANAGED_KMS_KEY";
const create = { name: "other", definition: saying("other"), roleArn: ROLE_ARN };

test("encryption with AWS's own key is kept and described where it was asked for", () =>
  inMachineRoom(async (ask) => {
    const encryptionConfiguration = { type: "AWS_OWNED_KEY" };
    const { stateMachineArn } = (await ask("CreateStateMachine", { ...create, encryptionConfiguration })) as {
      stateMachineArn: string;
    };
    expect(await ask("DescribeStateMachine", { stateMachineArn })).toMatchObject({ encryptionConfiguration });
    expect(await ask("DescribeStateMachine", { stateMachineArn: MACHINE })).not.toHaveProperty(
      "encryptionConfiguration",
    );
    expect(await ask("UpdateStateMachine", { stateMachineArn: MACHINE, encryptionConfiguration })).toMatchObject({
      updateDate: EPOCH / 1000,
    });
    expect(await ask("DescribeStateMachine", { stateMachineArn: MACHINE })).toMatchObject({ encryptionConfiguration });
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
