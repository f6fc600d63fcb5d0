import { DeleteLogGroupCommand, DescribeLogStreamsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeStateMachineCommand,
  type LoggingConfiguration,
  type LogLevel,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from "@aws-sdk/client-sfn";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { GROUP_ARN, loggedCloud } from "./logged-cloud.ts";

installWorldGlobals();

const PASS = { StartAt: "Only", States: { Only: { Type: "Pass", End: true } } };
const WAIT = { StartAt: "Only", States: { Only: { Type: "Wait", Seconds: 3600, End: true } } };

/** A scene with a log group in a fresh cloud. */
async function withGroup(scene: (cloud: ReturnType<typeof loggedCloud>) => Promise<void>): Promise<void> {
  const cloud = loggedCloud();
  await cloud.clock.drive(async () => {
    await cloud.createGroup();
    await scene(cloud);
  });
}

const destination = (logGroupArn: string | undefined) => ({ cloudWatchLogsLogGroup: { logGroupArn } });

test("one stream an hour, named after the machine, beside the one that AWS makes to try the destination", () =>
  withGroup(async (cloud) => {
    const stateMachineArn = await cloud.createMachine(WAIT, { level: "ALL" });
    await cloud.sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await cloud.clock.settle();
    const { logStreams = [] } = await cloud.logs.send(new DescribeLogStreamsCommand({ logGroupIdentifier: GROUP_ARN }));
    expect(logStreams.map(({ logStreamName }) => logStreamName)).toEqual([
      "log_stream_created_by_aws_to_validate_log_delivery_subscriptions",
      "states/machine/2025-12-03-10/00000000",
      "states/machine/2025-12-03-11/00000000",
    ]);
  }));

test("FATAL logs only how executions end", () =>
  withGroup(async (cloud) => {
    const stateMachineArn = await cloud.createMachine(WAIT, { level: "FATAL" });
    const { executionArn } = await cloud.sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await cloud.sfn.send(new StopExecutionCommand({ executionArn, error: "Changed", cause: "my mind" }));
    await cloud.clock.settle();
    expect(await cloud.messages()).toMatchObject([
      { type: "ExecutionAborted", details: { error: "Changed", cause: "my mind" } },
    ]);
  }));

test("an input of more than 248 KiB when escaped is cut, and says so", () =>
  withGroup(async (cloud) => {
    const stateMachineArn = await cloud.createMachine(PASS, { level: "ALL", includeExecutionData: true });
    const input = JSON.stringify('"'.repeat(64 * 1024));
    await cloud.sfn.send(new StartExecutionCommand({ stateMachineArn, input }));
    await cloud.clock.settle();
    const [started] = await cloud.messages('{ $.type = "ExecutionStarted" }');
    const details = started?.details as { input: string; inputDetails: unknown };
    expect(details.inputDetails).toEqual({ truncated: true });
    expect(input.startsWith(details.input)).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(details.input))).toBeLessThanOrEqual(248 * 1024);
    expect(Buffer.byteLength(JSON.stringify(details.input))).toBeGreaterThan(248 * 1024 - 8);
  }));

test("executions go on when their log group is gone", () =>
  withGroup(async (cloud) => {
    const stateMachineArn = await cloud.createMachine(PASS, { level: "ALL" });
    await cloud.logs.send(new DeleteLogGroupCommand({ logGroupName: "/aws/vendedlogs/states/test" }));
    await cloud.sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await cloud.clock.settle();
    await cloud.createGroup();
    expect(await cloud.messages()).toEqual([]);
  }));

test("a new configuration takes the place of the old one, and makes a new revision only when it differs", () =>
  withGroup(async (cloud) => {
    const stateMachineArn = await cloud.createMachine(PASS, { level: "ALL", includeExecutionData: true });
    const update = (level: "ALL" | "FATAL", includeExecutionData: boolean) =>
      cloud.sfn.send(
        new UpdateStateMachineCommand({
          stateMachineArn,
          loggingConfiguration: { level, includeExecutionData, destinations: [destination(GROUP_ARN)] },
        }),
      );
    const { revisionId: first } = await update("FATAL", true);
    const { revisionId: unchanged } = await update("FATAL", true);
    const { revisionId: second } = await update("FATAL", false);
    expect([first !== undefined, unchanged === first, second !== first]).toEqual([true, true, true]);
    const { loggingConfiguration } = await cloud.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(loggingConfiguration).toEqual({
      level: "FATAL",
      includeExecutionData: false,
      destinations: [destination(GROUP_ARN)],
    });
  }));

test("tracing is kept and described", () =>
  withGroup(async (cloud) => {
    const stateMachineArn = await cloud.createMachine(PASS);
    await cloud.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, tracingConfiguration: { enabled: true } }));
    const described = await cloud.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described.tracingConfiguration).toEqual({ enabled: true });
    expect(described.loggingConfiguration).toEqual({ level: "OFF", includeExecutionData: false });
  }));

const WRONG = [
  { title: "no destination", arns: [], reason: "Must specify exactly one Log Destination." },
  { title: "two destinations", arns: [GROUP_ARN, GROUP_ARN], reason: "Must specify exactly one Log Destination." },
  { title: "no ARN", arns: ["group"], reason: "Log Destination not found." },
  { title: "no log group", arns: [undefined], reason: "Must set valid CloudWatch Log Group ARN." },
  {
    title: "another service's ARN",
    arns: ["arn:aws:s3:::bucket"],
    reason: "Provided ARN is not CloudWatch Logs Log Group ARN.",
  },
  {
    title: "without the asterisk",
    arns: [GROUP_ARN.slice(0, -2)],
    reason: "Log Group ARN must be provided with '*' qualifier.",
  },
  {
    title: "a group that is not there",
    arns: ["arn:aws:logs:us-east-1:123456789012:log-group:none:*"],
    reason: "Log Destination not found.",
  },
];

const NOT_IN_THE_MODEL: [LoggingConfiguration, string][] = [
  [
    { level: "LOUD" as LogLevel },
    "Value 'LOUD' at 'loggingConfiguration.level' failed to satisfy constraint: Member must satisfy enum value set: [ALL, ERROR, FATAL, OFF]",
  ],
  [
    { level: "ALL", destinations: [destination("")] },
    "Value '' at 'loggingConfiguration.destinations.1.member.cloudWatchLogsLogGroup.logGroupArn' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
];

test.for(NOT_IN_THE_MODEL)(
  "a logging configuration that the API's model does not allow: %j",
  ([loggingConfiguration, reason]) =>
    withGroup(async (cloud) => {
      const stateMachineArn = await cloud.createMachine(PASS);
      const update = { stateMachineArn, loggingConfiguration };
      await expect(cloud.sfn.send(new UpdateStateMachineCommand(update))).rejects.toMatchObject({
        name: "ValidationException",
        message: `1 validation error detected: ${reason}`,
      });
    }),
);

test.for(WRONG)("a logging configuration with $title is refused in AWS's words", ({ arns, reason }) =>
  withGroup(async (cloud) => {
    const stateMachineArn = await cloud.createMachine(PASS);
    const command = new UpdateStateMachineCommand({
      stateMachineArn,
      loggingConfiguration: { level: "ALL", destinations: arns.map(destination) },
    });
    await expect(cloud.sfn.send(command)).rejects.toMatchObject({
      name: "InvalidLoggingConfiguration",
      message: `Invalid Logging Configuration: ${reason}`,
    });
  }),
);
