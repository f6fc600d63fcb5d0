import { expect, test } from "vitest";
import { EVENTS } from "../../lazy-rooms/foretold-services.ts";
import { inJsonCloud } from "../../lazy-rooms/test/json-cloud.ts";
import { inWholeCloud, taskMachine, type WholeCloud } from "../../stepfunctions/test/whole-cloud.ts";
import { createEvents } from "../index.ts";

const ALL = [{ actions: ["*"], resources: ["*"] }];

/** A rule with this pattern, whose events reach the queue `heard`. */
const inRule = (
  pattern: object,
  scene: (at: WholeCloud, bodies: () => Promise<string[]>) => Promise<void>,
  target: object = {},
) =>
  inWholeCloud(
    async (at) => {
      const queue = at.cloud.sqs.createQueue("heard");
      await at.call("events", "PutRule", { Name: "rule", EventPattern: JSON.stringify(pattern) });
      await at.call("events", "PutTargets", { Rule: "rule", Targets: [{ Id: "queue", Arn: queue.arn, ...target }] });
      await scene(at, async () => {
        await at.clock.settle();
        return at.cloud.sqs.messages("heard").map(({ body }) => body);
      });
    },
    { machine: ALL, events: ALL },
  );

const put = (at: WholeCloud, detail: object, more: object = {}) =>
  at.call("events", "PutEvents", {
    Entries: [{ Source: "app", DetailType: "made", Detail: JSON.stringify(detail), ...more }],
  });

test("an event that fits a rule reaches its target in an envelope, and one that does not, none", () =>
  inRule({ source: ["app"], detail: { size: [{ numeric: [">", 1] }] } }, async (at, bodies) => {
    const { Entries } = await put(at, { size: 2 }, { Resources: ["r"] });
    await put(at, { size: 1 });
    const heard = await bodies();
    expect(heard.map((body) => JSON.parse(body))).toEqual([
      {
        version: "0",
        id: (Entries as { EventId: string }[])[0]?.EventId,
        "detail-type": "made",
        source: "app",
        account: "123456789012",
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        region: "us-east-1",
        resources: ["r"],
        detail: { size: 2 },
      },
    ]);
  }));

test.each<[string, object, string]>([
  ["a constant", { Input: '{"a":1}' }, '{"a":1}'],
  ["a part", { InputPath: "$.detail.list[1]" }, '"b"'],
  [
    "a template",
    {
      InputTransformer: {
        InputPathsMap: { n: "$.detail.n", name: "$.detail.name" },
        InputTemplate: '{"n":<n>,"s":"<name> of <aws.events.rule-name>","whole":<name>}',
      },
    },
    '{"n":2,"s":"a \\"b\\" of rule","whole":"a \\"b\\""}',
  ],
])("a target may get %s instead", (_what, target, expected) =>
  inRule(
    { source: ["app"] },
    async (at, bodies) => {
      await put(at, { n: 2, name: 'a "b"', list: ["a", "b"] });
      expect(await bodies()).toEqual([expected]);
    },
    target,
  ),
);

test("a machine's executions are told at their start and their end", () =>
  inRule({ source: ["aws.states"] }, async (at, bodies) => {
    const executionArn = await at.start({ StartAt: "A", States: { A: { Type: "Fail", Error: "E", Cause: "C" } } });
    const told = (await bodies()).map((body) => JSON.parse(body));
    const name = "Step Functions Execution Status Change";
    expect(told).toMatchObject([
      { "detail-type": name, resources: [executionArn], detail: { status: "RUNNING", stopDate: null, output: null } },
      { "detail-type": name, detail: { executionArn, status: "FAILED", error: "E", cause: "C", input: "{}" } },
    ]);
  }));

test("a machine puts events, and is put to work by them", () =>
  inRule({ source: ["app"] }, async (at, bodies) => {
    const worker = at.cloud.stepFunctions.createStateMachine({
      name: "worker",
      roleArn: "arn:aws:iam::123456789012:role/machine",
      definition: JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", End: true } } }),
    });
    await at.call("events", "PutTargets", {
      Rule: "rule",
      Targets: [{ Id: "worker", Arn: worker, InputPath: "$.detail" }],
    });
    const Entries = [{ Source: "app", DetailType: "made", Detail: { job: 7 } }];
    await at.start(taskMachine({ Resource: "arn:aws:states:::events:putEvents", Parameters: { Entries } }));
    expect(await bodies()).toHaveLength(1);
    const started = at.cloud.stepFunctions.executions().filter(({ machine }) => machine.name === "worker");
    expect(started.map(({ inputText, status }) => [inputText, status])).toEqual([['{"job":7}', "SUCCEEDED"]]);
  }));

test("a disabled rule is silent; a target that refuses costs the event, and the refusal is in the trace", () =>
  inRule({ source: ["app"] }, async (at, bodies) => {
    await at.call("events", "DisableRule", { Name: "rule" });
    await put(at, {});
    expect(await bodies()).toEqual([]);
    await at.call("events", "EnableRule", { Name: "rule" });
    const Arn = "arn:aws:sqs:us-east-1:123456789012:gone";
    await at.call("events", "PutTargets", { Rule: "rule", Targets: [{ Id: "gone", Arn }] });
    await put(at, {});
    expect(await bodies()).toHaveLength(1);
    const outcomes = at.trace
      .of("operation")
      .filter(({ source }) => source === "events")
      .map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(["QueueDoesNotExist", "ok"]);
  }));

const inEvents = (scene: Parameters<typeof inJsonCloud>[2]) => () =>
  inJsonCloud(EVENTS, (deps) => createEvents(deps, () => Promise.reject(new Error("no target"))), scene);

test(
  "rules, targets, buses and tags are described and deleted",
  inEvents(async ({ call }) => {
    const EventBusName = "own";
    await call("CreateEventBus", { Name: EventBusName });
    const EventPattern = '{"source":["app"]}';
    const { RuleArn } = await call("PutRule", { Name: "rule", EventPattern, EventBusName });
    expect(RuleArn).toBe("arn:aws:events:us-east-1:123456789012:rule/own/rule");
    const queue = "arn:aws:sqs:us-east-1:123456789012:q";
    await call("PutTargets", { Rule: "rule", EventBusName, Targets: [{ Id: "a", Arn: queue }] });
    expect(await call("ListTargetsByRule", { Rule: "rule", EventBusName })).toEqual({
      Targets: [{ Id: "a", Arn: queue }],
    });
    expect(await call("ListRuleNamesByTarget", { TargetArn: queue, EventBusName })).toEqual({ RuleNames: ["rule"] });
    expect(await call("DescribeRule", { Name: "rule", EventBusName })).toMatchObject({
      EventPattern,
      State: "ENABLED",
    });
    await expect(call("DeleteRule", { Name: "rule", EventBusName })).rejects.toThrow("since it has targets");
    await call("TagResource", { ResourceARN: RuleArn, Tags: [{ Key: "a", Value: "1" }] });
    expect(await call("ListTagsForResource", { ResourceARN: RuleArn })).toEqual({ Tags: [{ Key: "a", Value: "1" }] });
    await call("RemoveTargets", { Rule: "rule", EventBusName, Ids: ["a"] });
    await call("DeleteRule", { Name: "rule", EventBusName });
    await expect(call("DescribeRule", { Name: "rule", EventBusName })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    await call("DeleteEventBus", { Name: EventBusName });
    expect((await call("ListEventBuses")).EventBuses).toMatchObject([{ Name: "default" }]);
    expect(await call("TestEventPattern", { EventPattern, Event: '{"source":"app"}' })).toEqual({ Result: true });
    expect(await call("PutEvents", { Entries: [{ Source: "a", DetailType: "b", Detail: "[" }] })).toEqual({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." }],
    });
  }),
);

test("who puts events is no service of AWS, and may name a bus that is not there", () =>
  inEvents(async ({ call }) => {
    const event = { Source: "aws.s3", DetailType: "b", Detail: "{}" };
    const Entries = [event, { ...event, Source: "mine", EventBusName: "none" }];
    expect(await call("PutEvents", { Entries })).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: "NotAuthorizedForSourceException" }, { EventId: expect.any(String) }],
    });
  })());

test.each([
  ["PutRule", { Name: "r", EventPattern: '{"a":[{"cidr":"10.0.0.0/99"}]}' }, "must be an address and a number of bits"],
  ["PutRule", { Name: "r", EventPattern: '{"a":[{"wildcard":"a**"}]}' }, "Consecutive wildcard characters at pos 2"],
  ["PutEvents", { Entries: [{ Time: 1e300 }] }, "can not be converted"],
  ["PutRule", { Name: "r" }, "Parameter(s) EventPattern or ScheduleExpression must be specified."],
  ["PutRule", { Name: "r", ScheduleExpression: "rate(1 minutes)" }, "Parameter ScheduleExpression is not valid."],
  ["PutRule", { Name: "r", EventPattern: "{" }, "Event pattern is not valid."],
  ["PutTargets", { Rule: "none", Targets: [] }, "Rule none does not exist on EventBus default."],
  ["PutEvents", { Entries: [] }, "Member must have length greater than or equal to 1"],
  ["CreateArchive", {}, "events:CreateArchive is not emulated."],
])("%s is refused when it is wrong or not there", (operation, input, sentence) =>
  inEvents(({ call }) => expect(call(operation, input)).rejects.toThrow(sentence))(),
);
