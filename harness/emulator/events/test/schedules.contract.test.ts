import { expect, test } from "vitest";
import { inWholeCloud, type WholeCloud } from "../../stepfunctions/test/whole-cloud.ts";

const ALL = [{ actions: ["*"], resources: ["*"] }];
const HOUR_MS = 3_600_000;

/** A rule with that schedule, whose events reach the queue `heard`; the times at which they have come. */
const inScheduled = (ScheduleExpression: string, scene: (at: WholeCloud, times: () => string[]) => Promise<void>) =>
  inWholeCloud(
    async (at) => {
      const { arn: Arn } = at.cloud.sqs.createQueue("heard");
      await at.call("events", "PutRule", { Name: "rule", ScheduleExpression });
      await at.call("events", "PutTargets", { Rule: "rule", Targets: [{ Id: "queue", Arn }] });
      await scene(at, () =>
        at.cloud.sqs.messages("heard").map(({ sentAt }) => new Date(sentAt).toISOString().slice(0, 16)),
      );
    },
    { events: ALL },
  );

test("a rate comes again and again, until it is disabled, and anew when it is enabled", () =>
  inScheduled("rate(20 minutes)", async (at, times) => {
    await at.clock.sleep(HOUR_MS + 60_000, "an hour and a minute");
    expect(times()).toEqual(["2025-12-03T10:20", "2025-12-03T10:40", "2025-12-03T11:00"]);
    expect(JSON.parse(at.cloud.sqs.messages("heard")[0]?.body ?? "")).toEqual({
      version: "0",
      id: expect.any(String),
      "detail-type": "Scheduled Event",
      source: "aws.events",
      account: "123456789012",
      time: "2025-12-03T10:20:00Z",
      region: "us-east-1",
      resources: ["arn:aws:events:us-east-1:123456789012:rule/rule"],
      detail: {},
    });
    await at.call("events", "DisableRule", { Name: "rule" });
    await at.clock.sleep(HOUR_MS, "an hour");
    expect(times()).toHaveLength(3);
    await at.call("events", "EnableRule", { Name: "rule" });
    await at.clock.sleep(HOUR_MS / 2, "half an hour");
    expect(times()).toHaveLength(4);
    await at.call("events", "RemoveTargets", { Rule: "rule", Ids: ["queue"] });
    await at.call("events", "DeleteRule", { Name: "rule" });
    await at.clock.settle();
  }));

test("a cron comes at its times, and a rule that is put again has its new ones alone", () =>
  inScheduled("cron(0 12 * * ? *)", async (at, times) => {
    expect(await at.call("events", "DescribeRule", { Name: "rule" })).toMatchObject({
      ScheduleExpression: "cron(0 12 * * ? *)",
    });
    await at.clock.sleep(24 * HOUR_MS, "a day");
    expect(times()).toEqual(["2025-12-03T12:00"]);
    await at.call("events", "PutRule", { Name: "rule", ScheduleExpression: "cron(30 12 * * ? *)" });
    await at.clock.sleep(24 * HOUR_MS, "a day");
    expect(times()).toEqual(["2025-12-03T12:00", "2025-12-04T12:30"]);
  }));

test("an event that a target refuses goes to the target's dead-letter queue, and says why", () =>
  inScheduled("rate(1 day)", async (at) => {
    const dead = at.cloud.sqs.createQueue("dead");
    const Arn = "arn:aws:sqs:us-east-1:123456789012:gone";
    const Target = { Id: "queue", Arn, Input: "what it was", DeadLetterConfig: { Arn: dead.arn } };
    await at.call("events", "PutTargets", { Rule: "rule", Targets: [Target] });
    await at.clock.sleep(25 * HOUR_MS, "a day and an hour");
    const [letter] = at.cloud.sqs.messages("dead");
    const text = (StringValue: unknown) => ({ DataType: "String", StringValue });
    expect(letter).toMatchObject({
      body: "what it was",
      attributes: {
        RULE_ARN: text("arn:aws:events:us-east-1:123456789012:rule/rule"),
        TARGET_ARN: text(Arn),
        ERROR_CODE: text("NO_RESOURCE"),
        ERROR_MESSAGE: text("The specified queue does not exist."),
      },
    });
    const fifo = { ...Target, DeadLetterConfig: { Arn: `${dead.arn}.fifo` } };
    await expect(at.call("events", "PutTargets", { Rule: "rule", Targets: [fifo] })).rejects.toMatchObject({
      code: "ValidationException",
    });
  }));

test("schedules are the default bus's alone", () =>
  inWholeCloud(async (at) => {
    await at.call("events", "CreateEventBus", { Name: "own" });
    const rule = { Name: "rule", EventBusName: "own", ScheduleExpression: "rate(1 day)" };
    await expect(at.call("events", "PutRule", rule)).rejects.toMatchObject({ code: "ValidationException" });
  }));

test("a cloud that is left calls no rules any more", () =>
  inScheduled("rate(1 hour)", async (at, times) => {
    await at.clock.sleep(HOUR_MS + 60_000, "an hour and a minute");
    for (const { foretold } of at.cloud.regions().values()) for (const room of foretold) room.made?.close?.();
    await at.clock.sleep(5 * HOUR_MS, "five hours");
    expect(times()).toEqual(["2025-12-03T11:00"]);
  }));
